/** Where the order says one thing and the evidence another: the order stands, and the person is told. */
import type { MemberFacts } from './facts.ts';
import { formatOfMember, pixelsOf, resolutionOf, sizeInWords } from './ranking.ts';

/** What may be wrong with keeping `best` and not `other`; undefined where nothing is. In words of our own. */
type Doubt = (best: MemberFacts, other: MemberFacts) => string | undefined;

/** From the gravest down. */
const doubts: readonly Doubt[] = [
  madeFromTheOther,
  smallerThanTheOther,
  enlarged,
  thinned,
  rawSetAside,
  croppedDifferently,
  editsSetAside,
];

/** Most doubts that one group tells. */
const told = 2;

/** What speaks against the order in a group, the gravest first; undefined where order and evidence agree. */
export function cautionOf([best, ...others]: readonly MemberFacts[]): string | undefined {
  if (best === undefined) return undefined;
  const found = doubts.flatMap((doubt) => others.flatMap((other) => doubt(best, other) ?? []).slice(0, 1));
  return found.length === 0 ? undefined : `${found.slice(0, told).join('; ')}.`;
}

/** Only a camera's own file has the camera in its metadata; conversions and enlargements often lose it. */
function madeFromTheOther(best: MemberFacts, other: MemberFacts): string | undefined {
  if (best.camera !== '' || other.camera === '') return undefined;
  const [kept, original] = [formatOfMember(best).label, formatOfMember(other).label];
  return `the kept ${kept} has no camera data, the other ${original} has: the kept one may be made from it`;
}

/** Another format won over more pixels. */
function smallerThanTheOther(best: MemberFacts, other: MemberFacts): string | undefined {
  if (pixelsOf(best) === 0 || pixelsOf(best) >= pixelsOf(other) * 0.98) return undefined;
  return `the kept one is smaller: ${resolutionOf(best)}, the other ${resolutionOf(other)}`;
}

/** More pixels in no more bytes hold no more detail: typical of an enlarged copy. */
function enlarged(best: MemberFacts, other: MemberFacts): string | undefined {
  const isComparable = formatOfMember(best).family === formatOfMember(other).family && areSizesKnown(best, other);
  if (!isComparable || pixelsOf(best) < pixelsOf(other) * 1.05) return undefined;
  // The camera's own file beside one without camera data is no enlargement of it.
  if (best.camera !== '' && other.camera === '') return undefined;
  const density = best.bytes / pixelsOf(best) / (other.bytes / pixelsOf(other));
  if (best.bytes > other.bytes && density >= 0.4) return undefined;
  return `the kept one has more pixels but ${best.bytes <= other.bytes ? 'fewer bytes' : 'far fewer bytes per pixel'}: it may be enlarged`;
}

/** A better format in far fewer bytes than it takes: made again from the other, with loss. */
function thinned(best: MemberFacts, other: MemberFacts): string | undefined {
  const kept = formatOfMember(best);
  if (kept.score <= formatOfMember(other).score || !areSizesKnown(best, other)) return undefined;
  if (pixelsOf(best) < pixelsOf(other) * 0.98) return undefined;
  // HEIC takes about half of a JPEG; what loses nothing takes more than any that does.
  const least = kept.family === 'heif' ? 0.25 : 1;
  if (best.bytes >= other.bytes * least) return undefined;
  return `the kept ${kept.label} has only ${sizeInWords(best.bytes)}, the other ${formatOfMember(other).label} ${sizeInWords(other.bytes)}`;
}

function rawSetAside(best: MemberFacts, other: MemberFacts): string | undefined {
  const isSetAside = formatOfMember(other).family === 'raw' && formatOfMember(best).family !== 'raw';
  return isSetAside ? 'a RAW file is set aside for it' : undefined;
}

function croppedDifferently(best: MemberFacts, other: MemberFacts): string | undefined {
  if (pixelsOf(best) === 0 || pixelsOf(other) === 0) return undefined;
  const [one, two] = [aspectOf(best), aspectOf(other)];
  return Math.abs(one - two) > 0.03 * Math.max(one, two) ? 'their shapes differ: one of them is cropped' : undefined;
}

function editsSetAside(best: MemberFacts, other: MemberFacts): string | undefined {
  return other.isEdited && !best.isEdited ? 'the other one has edits made in the library' : undefined;
}

function areSizesKnown(...members: readonly MemberFacts[]): boolean {
  return members.every((member) => member.bytes > 0 && pixelsOf(member) > 0);
}

/** Long side by short side, so that a rotated copy has the same. */
function aspectOf({ width, height }: MemberFacts): number {
  return Math.max(width, height) / Math.min(width, height);
}
