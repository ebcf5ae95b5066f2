/** The facts of a group's copies, compared: which differ, and which copy has the most of one. */
import type { BoardAsset } from '../../catalog/pages/duplicates.ts';
import { lengthInWords, minuteInWords, sizeInWords, timeInWords } from './words.ts';

interface Fact {
  readonly label: string;
  /** Undefined where it is not known, or not so. */
  tell(asset: BoardAsset): string | undefined;
  /** Greater is better, where one can be better than another. */
  measure?(asset: BoardAsset): number;
}

const facts: readonly Fact[] = [
  { label: 'Size', tell: ({ bytes }) => given(bytes, sizeInWords), measure: ({ bytes = 0 }) => bytes },
  {
    label: 'Pixels',
    tell: ({ width, height }) => given(width, (pixels) => `${pixels} × ${height}`),
    measure: ({ width = 0, height = 0 }) => width * height,
  },
  { label: 'Format', tell: ({ format }) => format },
  {
    label: 'Length',
    tell: ({ seconds }) => given(seconds, lengthInWords),
    measure: ({ seconds = 0 }) => seconds,
  },
  { label: 'Taken', tell: ({ taken }) => given(taken, timeInWords) },
  { label: 'Added', tell: ({ added }) => given(added, minuteInWords) },
  { label: 'Folder', tell: ({ folder }) => folder },
  { label: 'Camera', tell: ({ camera }) => camera },
  { label: 'Favourite', tell: ({ favorite }) => yes(favorite) },
  { label: 'Albums', tell: albumsInWords },
  { label: 'Live Photo', tell: ({ live }) => yes(live) },
  { label: 'Edited', tell: ({ edited }) => yes(edited) },
  { label: 'File', tell: ({ offline }) => (offline === true ? 'missing' : undefined) },
];

function given<Value>(value: Value | undefined, tell: (value: Value) => string): string | undefined {
  return value === undefined ? undefined : tell(value);
}

function yes(is: true | undefined): string | undefined {
  return is === true ? 'yes' : undefined;
}

function albumsInWords({ albums, more_albums: more }: BoardAsset): string | undefined {
  if (albums === undefined) return undefined;
  return [...albums, ...(more === undefined ? [] : [`${more} more`])].join(', ');
}

/** One fact of all copies. */
export interface ComparedFact {
  readonly label: string;
  /** In the order of the copies; undefined where it is not known, or not so. */
  readonly values: readonly (string | undefined)[];
  /** Which copies have the most of it; empty where all have as much, or where more is not better. */
  readonly best: readonly number[];
}

export interface Comparison {
  readonly differing: readonly ComparedFact[];
  /** What is the same in all, once. */
  readonly same: readonly { readonly label: string; readonly value: string }[];
}

/** Compares the copies fact by fact; what none of them has is left out. */
export function compare(assets: readonly BoardAsset[]): Comparison {
  const differing: ComparedFact[] = [];
  const same: { label: string; value: string }[] = [];
  for (const { label, tell, measure } of facts) {
    const values = assets.map(tell);
    const [first] = values;
    if (values.some((value) => value !== first)) {
      differing.push({ label, values, best: measure === undefined ? [] : greatest(assets.map(measure)) });
    } else if (first !== undefined) same.push({ label, value: first });
  }
  return { differing, same };
}

function greatest(measures: readonly number[]): number[] {
  const most = Math.max(...measures);
  const best = measures.flatMap((measure, at) => (measure === most ? [at] : []));
  return best.length === measures.length ? [] : best;
}
