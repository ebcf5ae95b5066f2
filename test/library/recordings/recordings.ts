/** The recorded answers of a real Immich, where they are there: beside the project, or where ALBUMEN_RECORDINGS says. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface RecordedRequest {
  method: string;
  path: string;
  query?: Record<string, string | string[]>;
  headers: Record<string, string>;
  body?: unknown;
}

export interface RecordedResponse {
  status: number;
  headers: Record<string, string>;
  /** True lengths of the lists that were cut; `$` is the body itself. */
  __trimmed__?: Record<string, number>;
  body: unknown;
}

export interface Recording {
  name: string;
  note?: string;
  request: RecordedRequest;
  response: RecordedResponse;
}

const beside = resolve(import.meta.dirname, '../../../../shared/recordings/immich-3.1.0');
const folder = process.env.ALBUMEN_RECORDINGS ?? beside;

export const haveRecordings = existsSync(resolve(folder, 'assets.json'));

/** The recordings of one topic, in the order in which they were made. */
export function loadRecordings(topic: string): Recording[] {
  return JSON.parse(readFileSync(resolve(folder, `${topic}.json`), 'utf8'));
}

/** All topics there are. */
export function recordedTopics(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
}
