/** Asks the local library what a real Immich was asked, in the same order, and compares the answers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareBodies, unrecorded } from './compare.ts';
import { type Deviation, deviations, notServed } from './deviations.ts';
import { multipartBody } from './recorded-files.ts';
import { haveRecordings, loadRecordings, type Recording } from './recordings.ts';
import { openSeededLibrary, recordedPassword, type SeededLibrary } from './seeded-library.ts';
import { seededState } from './seeded-state.ts';

export interface ReplayOptions {
  /** Runs once after seeding, before the first request: to put files behind the rows, for example. */
  prepare?: (seeded: SeededLibrary) => Promise<void>;
  /** The recorded id of the shared link by whose key, or with whose password, a request was made. */
  linkOf?: (recording: Recording) => string;
}

/** Headers of an answer that are compared, beside the status and the type of the content. */
const comparedHeaders = ['accept-ranges', 'cache-control', 'content-disposition', 'location'];

interface Session {
  seeded: SeededLibrary;
  ids: Map<string, string>;
  seededIds: Set<string>;
  linkOf: ReplayOptions['linkOf'];
  /** What the last login answered. */
  cookie: string;
}

const anyUuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

function replaceIds(text: string, ids: Map<string, string>): string {
  let replaced = text;
  for (const [recorded, ours] of ids) replaced = replaced.replaceAll(recorded, ours);
  return replaced;
}

function addKey(recording: Recording, headers: Headers, url: URL, { seeded }: Session): void {
  const holder = recording.request.headers.key;
  if (holder === 'full' || holder === 'readOnly' || holder === 'bob') headers.set('x-api-key', seeded.secrets[holder]);
  else if (holder === 'wrong') headers.set('x-api-key', 'wrong');
  if (url.searchParams.get('apiKey') === '<secret>') url.searchParams.set('apiKey', seeded.secrets.full);
}

async function addShareKey(recording: Recording, url: URL, { seeded, ids, linkOf }: Session): Promise<void> {
  if (linkOf === undefined || url.searchParams.get('key') !== unrecorded) return;
  const recorded = linkOf(recording);
  const link = await seeded.library.store
    .selectFrom('sharedLink')
    .select('key')
    .where('id', '=', ids.get(recorded) ?? recorded)
    .executeTakeFirst();
  url.searchParams.set('key', link?.key ?? 'no such link');
}

/** A wrong password was recorded like the right one: only the answer tells them apart. */
function withPassword(body: unknown, { response }: Recording): unknown {
  const hasOne = typeof body === 'object' && body !== null && 'password' in body && body.password === unrecorded;
  return hasOne ? { ...body, password: response.status === 401 ? 'wrong' : recordedPassword } : body;
}

async function requestBody(recording: Recording, session: Session): Promise<FormData | string | undefined> {
  const { body } = recording.request;
  if (body === undefined) return undefined;
  if (typeof body === 'object' && body !== null && '__multipart__' in body) {
    return multipartBody(body.__multipart__, session.seeded, session.ids);
  }
  const sent = withPassword(body, recording);
  return replaceIds(typeof sent === 'string' ? sent : JSON.stringify(sent), session.ids);
}

async function buildRequest(recording: Recording, session: Session): Promise<Request> {
  const { method, path, query = {}, headers: recorded } = recording.request;
  const url = new URL(replaceIds(path, session.ids), 'http://immich.local');
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) url.searchParams.append(name, replaceIds(one, session.ids));
  }
  const body = await requestBody(recording, session);
  const headers = new Headers();
  for (const [name, value] of Object.entries(recorded)) {
    if (name === 'key' || (name === 'content-type' && body instanceof FormData)) continue;
    headers.set(name, name === 'cookie' ? session.cookie : replaceIds(value, session.ids));
  }
  addKey(recording, headers, url, session);
  await addShareKey(recording, url, session);
  return new Request(url, { method, headers, ...(body === undefined ? {} : { body }) });
}

/** Types of which the recordings tell the pixel size. */
const measuredTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** A file in an answer, as the recordings describe it. */
async function mediaBody(response: Response, type: string): Promise<unknown> {
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length === 0) return null;
  const seen = { bytes: bytes.length, sha256: '', contentType: type };
  if (!measuredTypes.includes(type) || response.status === 206) return seen;
  const { default: sharp } = await import('sharp');
  const { width, height } = await sharp(bytes).metadata();
  return { ...seen, width, height };
}

async function answerBody(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (/^(image|video)\//.test(type) && response.ok) return mediaBody(response, type);
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function compareHeaders(recording: Recording, response: Response): string[] {
  const recorded = recording.response.headers;
  const differences: string[] = [];
  const compare = (name: string) => {
    const expected = recorded[name] ?? null;
    const found = response.headers.get(name);
    if (expected !== found) differences.push(`header ${name}: ${expected} expected, ${found} found`);
  };
  compare('content-type');
  for (const name of comparedHeaders) if (name in recorded) compare(name);
  for (const name of ['etag', 'content-range', 'x-correlation-id', 'content-length']) {
    if (name in recorded && !response.headers.has(name)) differences.push(`header ${name}: missing`);
  }
  return differences;
}

/** Pixel sizes of renditions are not compared: ours are smaller on purpose (see `renditions.ts`). */
function withoutSizeOfRendition({ request }: Recording, body: unknown): unknown {
  const isFile = typeof body === 'object' && body !== null && 'sha256' in body;
  if (!isFile || !/\/(thumbnail|preview)$/.test(request.path)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'width' && name !== 'height'));
}

/** A later request may send back the tag of the file. */
function learnTag(recording: Recording, response: Response, { ids }: Session): void {
  const recorded = recording.response.headers.etag;
  const ours = response.headers.get('etag');
  if (recorded !== undefined && ours !== null) ids.set(recorded, ours);
}

async function differencesOf(recording: Recording, response: Response, session: Session): Promise<string[]> {
  if (response.status !== recording.response.status) {
    const body = await response.text();
    return [`status: ${recording.response.status} expected, ${response.status} found: ${body.slice(0, 300)}`];
  }
  learnTag(recording, response, session);
  const bodies = compareBodies({
    recorded: withoutSizeOfRendition(recording, recording.response.body),
    ours: withoutSizeOfRendition(recording, await answerBody(response)),
    trimmed: recording.response.__trimmed__ ?? {},
    ids: session.ids,
    seededIds: session.seededIds,
  });
  return [...compareHeaders(recording, response), ...bodies];
}

/** The differences that `deviation` does not account for. */
function unexplained(differences: string[], deviation: Deviation, status: number): string[] {
  if (deviation.status !== undefined) {
    return status === deviation.status ? [] : [`status: ${deviation.status} expected by the table, ${status} found`];
  }
  const places = deviation.places;
  if (places === undefined) return [];
  const place = (line: string) => line.replaceAll(/\[\d+\]/g, '[]');
  return differences.filter((line) => !places.some((start) => place(line).startsWith(start)));
}

async function replay(recording: Recording, deviation: Deviation | undefined, session: Session): Promise<void> {
  const response = await session.seeded.library.fetch(await buildRequest(recording, session));
  session.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? session.cookie;
  const differences = await differencesOf(recording, response, session);
  expect(session.seeded.faults.splice(0), 'failures inside the API').toEqual([]);
  if (deviation === undefined) expect(differences).toEqual([]);
  else {
    if (deviation.byChance === undefined) expect(differences, 'listed as deviating, but agrees').not.toEqual([]);
    expect(unexplained(differences, deviation, response.status)).toEqual([]);
  }
}

/**
 * Declares one test per recording of `topic` (`albums`, `search`, …), in order, over a freshly seeded library. Recordings of
 * endpoints in `notServed` are not asked; those in `deviations` must deviate as told there. Skipped without recordings.
 */
export function describeRecordings(topic: string, options: ReplayOptions = {}): void {
  describe.skipIf(!haveRecordings)(`answers like Immich 3.1.0: ${topic}`, () => {
    let session: Session;
    beforeAll(async () => {
      const state = seededState();
      const seeded = await openSeededLibrary(state);
      const seededIds = new Set(JSON.stringify(state).match(anyUuid));
      session = { seeded, ids: new Map(), seededIds, linkOf: options.linkOf, cookie: '' };
      await options.prepare?.(seeded);
    });
    afterAll(() => session.seeded.close());
    for (const recording of haveRecordings ? loadRecordings(topic) : []) {
      const served = !notServed.some(([path]) => path.test(recording.request.path));
      const deviation = deviations.find((listed) => listed.recording === `${topic}/${recording.name}`);
      const title = deviation === undefined ? recording.name : `${recording.name} (${deviation.reason})`;
      it.runIf(served)(title, () => replay(recording, deviation, session));
    }
  });
}
