/** Names in place of ids where two libraries are connected. */
import { type Result, success } from '../catalog/result.ts';
import type { CallContext } from '../catalog/tool.ts';
import { uuid } from '../immich/naming/reference.ts';
import { namingRules as immichRules } from '../immich/naming/resolve-names.ts';
import { meant, type Named } from '../naming/named.ts';
import { referenceTo } from '../naming/reference.ts';
import { nameResolver } from '../naming/resolve-names.ts';
import { namingRules as photoprismRules } from '../photoprism/naming/resolve-names.ts';
import { isUid, uidForms } from '../photoprism/naming/uid.ts';
import type { EitherLibrary } from './either-library.ts';

/** What both kinds of library have and what can be named there; the value is PhotoPrism's word for it. */
const kinds = { album: 'album', asset: 'photo', person: 'person' } as const;
type Nameable = keyof typeof kinds;

/** An id of either library, or a name. */
export function reference(names: Nameable) {
  return referenceTo(names, new RegExp(`${uuid.source}|${uidForms[kinds[names]].source}`, 'i'));
}

type Candidates = Promise<Result<readonly (readonly Named[])[]>>;

function candidatesIn(
  which: 'immich' | 'photoprism',
  kind: Nameable,
  names: readonly string[],
  { immich, photoprism }: EitherLibrary,
  call: CallContext,
): Candidates | Result<never> {
  if (which === 'immich') return immich.ok ? immichRules.candidates(kind, names, immich.value, call) : immich;
  return photoprism.ok ? photoprismRules.candidates(kinds[kind], names, photoprism.value, call) : photoprism;
}

/**
 * The arguments with ids in place of names. Only the library that was asked for is searched, where one was; otherwise Immich,
 * and PhotoPrism for what Immich does not have.
 */
export const resolveNames = nameResolver<Nameable, EitherLibrary>({
  plurals: { album: 'albums', asset: 'assets', person: 'people' },
  isId: (kind, text) => uuid.test(text) || isUid(kinds[kind], text),
  async candidates(kind, names, library, call) {
    const first = await candidatesIn(library.chosen ?? 'immich', kind, names, library, call);
    if (!first.ok || library.chosen !== undefined) return first;
    const unknown = names.filter((name, at) => meant(name, first.value[at] ?? []).length === 0);
    if (unknown.length === 0) return first;
    const second = await candidatesIn('photoprism', kind, unknown, library, call);
    // Whoever is not served there hears what Immich has.
    if (!second.ok) return second.failure.code === 'denied' ? first : second;
    const more = new Map(unknown.map((name, at) => [name, second.value[at] ?? []]));
    return success(names.map((name, at) => [...(first.value[at] ?? []), ...(more.get(name) ?? [])]));
  },
});
