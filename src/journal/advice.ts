/** What is told where the journal cannot be used. */
import { missingBinary } from '../catalog/missing-binary.ts';
import type { Failure } from '../catalog/result.ts';

const advice =
  'Check that ALBUMEN_DATA_DIR can be written to and its disk is not full or, with ALBUMEN_DATABASE_URL, that PostgreSQL can be reached.';

/** The failure of whoever needed the journal: `message`, and what can be done. */
export function journalFailure(error: unknown, message: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: missingBinary(error) ?? { code: 'unavailable', message, hint: advice } };
}
