/** With two libraries connected: which of the protected sets that one of them lacks the other has. */
import { localCaller } from '../catalog/caller.ts';
import type { ProtectedElsewhere } from '../catalog/protected-sets.ts';
import { type Result, success } from '../catalog/result.ts';
import type { ServedLibrary } from './served-library.ts';
import type { ServedPhotoPrism } from './served-photoprism.ts';

type Asked = Parameters<ProtectedElsewhere>;

/** Asked with the household's own key: what is protected is so for everybody. */
export async function protectedInImmich(
  served: Pick<ServedLibrary, 'connect'> | undefined,
  ...[sets, call]: Asked
): Promise<Result<readonly boolean[]>> {
  if (served === undefined) return success([]);
  const library = await served.connect(localCaller);
  if (!library.ok) return library;
  const { lookForSets } = await import('../immich/protection/find-sets.ts');
  const looked = await lookForSets(sets, library.value, call);
  if (!looked.ok) return looked;
  return success(sets.map((set) => looked.value.some((one) => one.set === set && one.found.length > 0)));
}

/** Asked with the token that everybody shares. */
export async function protectedInPhotoPrism(
  served: Pick<ServedPhotoPrism, 'connect'> | undefined,
  ...[sets, call]: Asked
): Promise<Result<readonly boolean[]>> {
  if (served === undefined) return success([]);
  const library = await served.connect(localCaller);
  if (!library.ok) return library;
  const { lookForSets } = await import('../photoprism/protection/find-sets.ts');
  const looked = await lookForSets(sets, library.value, call);
  if (!looked.ok) return looked;
  const isThere = ({ found, isKeyword }: (typeof looked.value)[number]) => found.length > 0 || isKeyword;
  return success(sets.map((set) => looked.value.some((one) => one.set === set && isThere(one))));
}
