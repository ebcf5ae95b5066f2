/** Values out of the metadata reader's answer, each checked: nothing in a file has to be what its tag promises. */

/** One block of a file's metadata (EXIF, XMP, IPTC): tag name to whatever was found there. */
export type TagGroup = ReadonlyMap<string, unknown>;

/** Longest text taken from a file, in characters; more is cut. */
const textLimit = 10_000;

/** True for anything that has properties. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The tags of one block by name; empty for a block that the file does not have. */
export function tagGroup(block: object | undefined): TagGroup {
  return new Map<string, unknown>(Object.entries(block ?? {}));
}

/** Text without control characters (line breaks stay) and without space around it; null when nothing is left. */
export function cleanText(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value)
    .replaceAll(/\p{Cc}/gu, (control) => (control === '\n' ? control : ''))
    .trim();
  return text === '' ? null : text.slice(0, textLimit);
}

function tagValue(group: TagGroup, name: string): unknown {
  const tag = group.get(name);
  return isRecord(tag) ? tag.value : undefined;
}

/** A tag's text: its first string, also out of XMP's language alternatives. */
export function textOf(group: TagGroup, name: string): string | null {
  const value = tagValue(group, name);
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return cleanText(isRecord(first) ? first.value : first);
}

/** IPTC keeps bytes; the reader's description is their text. */
export function describedText(group: TagGroup, name: string): string | null {
  const tag = group.get(name);
  return isRecord(tag) ? cleanText(tag.description) : null;
}

/** All texts of a tag that holds a list: XMP bags, repeated IPTC records. */
export function textsOf(group: TagGroup, name: string): string[] {
  const tag = group.get(name);
  const entries: unknown[] = Array.isArray(tag) ? tag : [tagValue(group, name) ?? []].flat();
  const texts = entries.map((entry) => cleanText(isRecord(entry) ? (entry.description ?? entry.value) : entry));
  return texts.filter((text) => text !== null);
}

function ratio(value: unknown): number {
  if (typeof value === 'number') return value;
  if (!Array.isArray(value) || value.length !== 2) return Number.NaN;
  return Number(value[0]) / Number(value[1]);
}

/** A tag's number: a plain one, a rational, or digits in a text; null when it is none or not finite. */
export function numberOf(group: TagGroup, name: string): number | null {
  const value = tagValue(group, name);
  if (value === undefined || value === null) return null;
  const [first]: unknown[] = Array.isArray(value) ? value : [value];
  const plain = typeof first === 'string' ? Number.parseFloat(first) : first;
  const number = Array.isArray(value) && value.length === 2 && typeof first === 'number' ? ratio(value) : ratio(plain);
  return Number.isFinite(number) ? number : null;
}

/** A tag's rationals as numbers (degrees, minutes, seconds). */
export function numbersOf(group: TagGroup, name: string): number[] {
  const value = tagValue(group, name);
  return Array.isArray(value) ? value.map(ratio) : [];
}

/** A tag's bytes, for blocks that nobody but its maker understands. */
export function bytesOf(group: TagGroup, name: string): Uint8Array | null {
  const value = tagValue(group, name);
  if (!Array.isArray(value)) return null;
  return Uint8Array.from(value, (byte: unknown) => (typeof byte === 'number' ? byte : 0));
}
