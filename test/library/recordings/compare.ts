/**
 * Holds an answer of ours against a recorded one: key sets, value types, null, enum values, order, and every value that the
 * state determines. Not compared: ids that were made on the way, times of the server, hashes, sizes, paths, versions, disk figures.
 */

export interface ComparedBody {
  recorded: unknown;
  ours: unknown;
  /** True lengths of recorded lists that were cut. */
  trimmed: Record<string, number>;
  /** Our id for a recorded one; learned here wherever both sides have an id at the same place. */
  ids: Map<string, string>;
  /** Ids of the seeded state: the same on both sides. */
  seededIds: ReadonlySet<string>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** Moments that the seeded state (or the request) determines; others are only compared in form. */
const determinedMoments = new Set([
  'fileCreatedAt',
  'localDateTime',
  'dateTimeOriginal',
  'startDate',
  'endDate',
  'timeBucket',
]);

/** Lists whose order is not defined: compared as sets where they are not cut. */
const unordered = new Set(['assetIds']);

/** Values that differ by nature. */
const undetermined = new Set([
  'checksum',
  'thumbhash',
  'originalPath',
  'thumbnailPath',
  'fileSizeInByte',
  'fileSize',
  'size',
  'totalSize',
  'usage',
  'usagePhotos',
  'usageVideos',
  'quotaUsageInBytes',
  'secret',
  'bytes',
  'sha256',
  'pattern',
  'diskAvailable',
  'diskAvailableRaw',
  'diskUse',
  'diskUseRaw',
  'diskSize',
  'diskSizeRaw',
  'diskUsagePercentage',
]);

/** Stands for keys, passwords, tokens and cookies. */
export const unrecorded = '<secret>';

type Differences = string[];

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return kindOf(value) === 'object';
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function comparedId(recorded: string, ours: string, { ids, seededIds }: ComparedBody): boolean {
  if (seededIds.has(recorded)) return recorded === ours;
  const known = ids.get(recorded);
  if (known !== undefined) return known === ours;
  if (!uuid.test(ours)) return false;
  if (recorded !== ours) ids.set(recorded, ours);
  return true;
}

function comparedMoment(recorded: string, ours: string, key: string): boolean {
  const form = moment.exec(ours);
  if (form === null || form[1] !== moment.exec(recorded)?.[1]) return false;
  return !determinedMoments.has(key) || Date.parse(ours) === Date.parse(recorded);
}

function compareText(recorded: string, ours: string, key: string, body: ComparedBody): boolean {
  // Keys and passwords were not recorded, only that there is one.
  if (recorded === unrecorded) return ours !== '';
  if (uuid.test(recorded)) return comparedId(recorded, ours, body);
  if (moment.test(recorded)) return comparedMoment(recorded, ours, key);
  return recorded === ours;
}

function missingIds(recorded: unknown[], ours: unknown[], path: string): Differences {
  return recorded.filter((id) => !ours.includes(id)).map((id) => `${path}: ${show(id)} is missing`);
}

function compareArrays(recorded: unknown[], ours: unknown[], path: string, body: ComparedBody): Differences {
  const length = body.trimmed[path === '' ? '$' : path] ?? recorded.length;
  const differences = length === ours.length ? [] : [`${path}: ${length} entries expected, ${ours.length} found`];
  const key = path.slice(path.lastIndexOf('.') + 1);
  if (unordered.has(key)) return [...differences, ...missingIds(recorded, ours, path)];
  const both = recorded.slice(0, ours.length);
  return [
    ...differences,
    ...both.flatMap((value, index) => compareValues(value, ours[index], `${path}[${index}]`, body)),
  ];
}

function compareObjects(
  recorded: Record<string, unknown>,
  ours: Record<string, unknown>,
  path: string,
  body: ComparedBody,
): Differences {
  const inner = (key: string) => (path === '' ? key : `${path}.${key}`);
  const missing = Object.keys(recorded).filter((key) => !(key in ours));
  const extra = Object.keys(ours).filter((key) => !(key in recorded));
  return [
    ...missing.map((key) => `${inner(key)}: missing, ${show(recorded[key])} expected`),
    ...extra.map((key) => `${inner(key)}: not expected, ${show(ours[key])} found`),
    ...Object.keys(recorded)
      .filter((key) => key in ours)
      .flatMap((key) => compareValues(recorded[key], ours[key], inner(key), body)),
  ];
}

function compareValues(recorded: unknown, ours: unknown, path: string, body: ComparedBody): Differences {
  const different = [`${path}: ${show(recorded)} expected, ${show(ours)} found`];
  if (kindOf(recorded) !== kindOf(ours)) return different;
  if (Array.isArray(recorded) && Array.isArray(ours)) return compareArrays(recorded, ours, path, body);
  if (isObject(recorded) && isObject(ours)) return compareObjects(recorded, ours, path, body);
  const key = path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
  if (undetermined.has(key)) return [];
  const same =
    typeof recorded === 'string' && typeof ours === 'string'
      ? compareText(recorded, ours, key, body)
      : recorded === ours;
  return same ? [] : different;
}

/** The entries of a failed validation, as far as they are compared, in an order of their own. */
function comparableErrors(body: unknown): unknown {
  if (!isObject(body) || !Array.isArray(body.errors)) return body;
  const errors = body.errors.filter(isObject).map(({ path, code, message }) => ({ path, code, message }));
  return { ...body, errors: errors.toSorted((a, b) => show(a.path).localeCompare(show(b.path))) };
}

/** What differs, one line per place; empty when the answers agree. */
export function compareBodies(body: ComparedBody): Differences {
  const recorded = comparableErrors(body.recorded);
  const ours = comparableErrors(body.ours);
  return compareValues(recorded, ours, '', { ...body, recorded, ours });
}
