/** The photos of two libraries, seen as one: ids say where they belong. */
import { type Failure, type Result, success } from '../catalog/result.ts';
import type { Eyes, Looked, LookingCall, SelectedPage, Selection } from './eyes.ts';
import type { PictureCache, PictureKey } from './picture-cache.ts';

/** One of the libraries. */
export interface EyesOf {
  /** Why it cannot be looked at, where it cannot. */
  readonly eyes: Result<Eyes>;
  /** True for what has the form of its ids, whether there is such a thing or not. */
  owns(id: string): boolean;
}

/**
 * Looks at each asset, album and person where its id belongs, and also at assets of both in one answer. What has no id, a search
 * or a day, is looked for in `preferred`. A library that cannot be reached only stops what needs it.
 */
export function eitherEyes(preferred: EyesOf, other: EyesOf): Eyes {
  const sideOf = (id: string) => (other.owns(id) ? other : preferred);
  const both = [preferred, other].flatMap(({ eyes }) => (eyes.ok ? [eyes.value] : []));

  async function lookUp(ids: readonly string[], call: LookingCall): Promise<Result<Looked>> {
    const sides = [...new Set(ids.map(sideOf))];
    const looked = await Promise.all(
      sides.map(({ eyes }, at) =>
        eyes.ok
          ? eyes.value.lookUp(
              ids.filter((id) => sideOf(id) === sides[at]),
              call,
            )
          : eyes,
      ),
    );
    return joined(ids, looked);
  }

  async function select(
    selection: Selection,
    page: { readonly page: number; readonly size: number },
    call: LookingCall,
  ): Promise<Result<SelectedPage>> {
    if (selection.by === 'ids') {
      const part = selection.ids.slice((page.page - 1) * page.size, page.page * page.size);
      const looked = await lookUp(part, call);
      if (!looked.ok) return looked;
      const { found, missing, hidden } = looked.value;
      return success({ assets: found, missing, hidden, total: selection.ids.length, exact: true });
    }
    if ('id' in selection) {
      const { eyes } = sideOf(selection.id);
      return eyes.ok ? eyes.value.select(selection, page, call) : eyes;
    }
    const { eyes } = preferred;
    if (!eyes.ok) return eyes;
    const selected = await eyes.value.select(selection, page, call);
    return selected.ok ? success(onlyIn(eyes.value, selected.value)) : selected;
  }

  return {
    library: both.map(({ library }) => library).join(' or '),
    account: both.map(({ account }) => account).join(' '),
    cache: cacheOf(sideOf),
    lookUp,
    select,
    picture: async (asset, size, call) => {
      const { eyes } = sideOf(asset.id);
      return eyes.ok ? eyes.value.picture(asset, size, call) : eyes;
    },
    person: async (id, most, call) => {
      const { eyes } = sideOf(id);
      return eyes.ok ? eyes.value.person(id, most, call) : eyes;
    },
    video: async (asset, call) => {
      const { eyes } = sideOf(asset.id);
      return eyes.ok ? eyes.value.video(asset, call) : eyes;
    },
  };
}

/** The page, with the word that the other library was not asked: it may have what is not in this one. */
function onlyIn({ library }: Eyes, selected: SelectedPage): SelectedPage {
  const where = `only in ${library}`;
  return { ...selected, how: selected.how === undefined ? where : `${selected.how}, ${where}` };
}

/** What became of all ids, in their order. */
function joined(ids: readonly string[], looked: readonly Result<Looked>[]): Result<Looked> {
  const failure = looked.flatMap((part): Failure[] => (part.ok ? [] : [part.failure]))[0];
  if (failure !== undefined) return { ok: false, failure };
  const parts = looked.flatMap((part) => (part.ok ? [part.value] : []));
  const found = new Map(parts.flatMap((part) => part.found.map((asset) => [asset.id, asset] as const)));
  const [missing, hidden] = [parts.flatMap((part) => part.missing), parts.flatMap((part) => part.hidden)];
  return success({
    found: ids.flatMap((id) => found.get(id) ?? []),
    missing: ids.filter((id) => missing.includes(id)),
    hidden: ids.filter((id) => hidden.includes(id)),
  });
}

/** Each library's own, in which its pictures are kept as if it were alone. */
function cacheOf(sideOf: (id: string) => EyesOf): PictureCache {
  const at = (key: PictureKey) => {
    const { eyes } = sideOf(key.id);
    return eyes.ok ? { cache: eyes.value.cache, key: { ...key, account: eyes.value.account } } : undefined;
  };
  return {
    read: async (wanted) => {
      const place = at(wanted);
      return place?.cache?.read(place.key);
    },
    write: async (wanted, picture) => {
      const place = at(wanted);
      await place?.cache?.write(place.key, picture);
    },
  };
}
