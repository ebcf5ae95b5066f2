/** What can be done where the journal cannot be used. */
export const journalAdvice =
  'Check that ALBUMEN_DATA_DIR can be written to and its disk is not full or, with ALBUMEN_DATABASE_URL, that PostgreSQL can be reached.';
