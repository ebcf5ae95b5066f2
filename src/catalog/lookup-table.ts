/** Tables that are looked through by words, and by type where their rows have one. */
import type { JsonObject } from './json.ts';
import { applied, firstMatches, matchesFrom, mentions, readQuestion, warned } from './lookup.ts';
import { type Result, success } from './result.ts';
import type { Answer } from './tool.ts';

/** Its rows are declared as types: an interface is no JSON object to the compiler. */
export interface LookupTable<Row extends JsonObject> {
  readonly rows: readonly Row[];
  /** What of a row is looked through. */
  fields(row: Row): readonly (string | undefined)[];
  /** The types that can be chosen; rows need none where there are none. */
  readonly types?: readonly string[];
  /** Whether a question may begin at an offset. */
  readonly paged: boolean;
}

interface TableQuestion {
  readonly query?: string | undefined;
  readonly type?: string | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** Answers a question: a page of the rows that fit, in the order of the table. Fails on what `readQuestion` refuses. */
export function lookUp<Row extends JsonObject>(table: LookupTable<Row>, asked: TableQuestion): Result<Answer> {
  const { types } = table;
  const read = readQuestion({
    ...(types === undefined ? {} : { choice: { name: 'type', value: asked.type, choices: types } }),
    limit: asked.limit,
    offset: asked.offset,
    texts: { query: asked.query },
  });
  if (!read.ok) return read;
  const { choice: type, texts } = read.value;
  const found = table.rows
    .filter((row) => type === 'all' || row.type === type)
    .filter((row) => mentions(table.fields(row), texts.query));
  const page = table.paged ? matchesFrom(found, read.value) : firstMatches(found, read.value);
  return success({
    data: {
      ...page.found,
      query_applied: applied(asked.query),
      type_applied: types === undefined ? undefined : type,
      ...warned(...page.warnings),
    },
  });
}
