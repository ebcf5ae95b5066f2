/** People as they are now: for plans, for looking whether a change was made, and for taking it back. */
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { type SubjectRow, subjectRow } from '../subject-row.ts';
import { readWholeList } from '../whole-list.ts';

/** What can be set on a person. */
export function subjectState(subject: SubjectRow): JsonObject {
  const { Name, Alias, About, Bio, Notes, Favorite, Hidden, Private, Excluded } = subject;
  return { Name, Alias, About, Bio, Notes, Favorite, Hidden, Private, Excluded };
}

/** The person with this uid; undefined where there is none. */
export async function readSubject(
  uid: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<SubjectRow | undefined>> {
  const subject = await library.request({ path: ['subjects', uid], answer: subjectRow }, call);
  if (subject.ok) return success(isDeleted(subject.value.body) ? undefined : subject.value.body);
  return subject.failure.code === 'not_found' ? success(undefined) : subject;
}

/** Some versions still answer with people who are gone; Go writes "never" as a year. */
function isDeleted({ DeletedAt }: SubjectRow): boolean {
  return typeof DeletedAt === 'string' && DeletedAt !== '' && !DeletedAt.startsWith('0001-');
}

/** One person; fails where there is none. */
export async function requireSubject(
  uid: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<SubjectRow>> {
  const subject = await readSubject(uid, library, call);
  if (!subject.ok) return subject;
  return subject.value === undefined
    ? failed(
        'not_found',
        `There is no person ${JSON.stringify(uid.slice(0, 40))}.`,
        'Look with photoprism_people_list.',
      )
    : success(subject.value);
}

/** The state of each of these people, in order; null for those that do not exist. */
export async function subjectStates(
  uids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly (JsonObject | null)[]>> {
  const subjects = await inParallel(uids, (uid) => readSubject(uid, library, call));
  if (!subjects.ok) return subjects;
  return success(subjects.value.map((subject) => (subject === undefined ? null : subjectState(subject))));
}

/** Everybody, hidden people included. */
export async function listSubjects(library: PhotoPrismLibrary, call: RequestCall): Promise<Result<SubjectRow[]>> {
  const found = new Map<string, SubjectRow>();
  // Some versions answer the second with everybody, others only with those who are hidden.
  for (const query of [{}, { hidden: true }]) {
    const listed = await readWholeList(library, { path: ['subjects'], query, row: subjectRow }, call);
    if (!listed.ok) return listed;
    for (const subject of listed.value.rows) if (!found.has(subject.UID)) found.set(subject.UID, subject);
  }
  return success([...found.values()]);
}
