/** Long id lists in statements of bounded size. */

/** Ids per `in (…)` list: well below SQLite's limit of bound values. */
const chunkSize = 500;

/** Splits `ids`, without repetitions, into lists that fit one statement each. */
export function idChunks(ids: Iterable<string>): string[][] {
  const unique = [...new Set(ids)];
  const chunks: string[][] = [];
  for (let start = 0; start < unique.length; start += chunkSize) chunks.push(unique.slice(start, start + chunkSize));
  return chunks;
}

/** Runs `query` once per chunk of `ids`, one after the other, and joins the rows. */
export async function inChunks<Row>(ids: Iterable<string>, query: (chunk: string[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const chunk of idChunks(ids)) rows.push(...(await query(chunk)));
  return rows;
}
