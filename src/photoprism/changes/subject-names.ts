/** Which names people have: PhotoPrism makes one person of two that are called the same. */
import { foldText } from '../../catalog/fold-text.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { listSubjects } from './subject-states.ts';

/** Fails where somebody else has the name: PhotoPrism would make one person of the two. */
export async function nameIsFree(
  name: string,
  uid: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<undefined>> {
  const everybody = await listSubjects(library, call);
  if (!everybody.ok) return everybody;
  const other = everybody.value.find(({ UID, Name }) => UID !== uid && foldText(Name) === foldText(name));
  return other === undefined
    ? success(undefined)
    : failed('conflict', `another person has the name by now: ${other.UID}`);
}
