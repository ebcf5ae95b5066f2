/** Rows for people, and in the forms that PhotoPrism's reports have. */
import { printable } from '../printable.ts';

export interface ReportFormat {
  readonly md?: boolean | undefined;
  readonly csv?: boolean | undefined;
  readonly tsv?: boolean | undefined;
}

/** The rows below their columns' names, each line ending in a newline. Nothing in a cell can end its line or reach the terminal. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[], format: ReportFormat): string {
  const cells = [columns, ...rows].map((row) => row.map(printable));
  return linesOf(cells, format)
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf(cells: readonly (readonly string[])[], { md, csv, tsv }: ReportFormat): string[] {
  if (csv) return cells.map((row) => row.map(quoted).join(';'));
  if (tsv) return cells.map((row) => row.join('\t'));
  const wide = cells.map((row) => (md ? row.map((cell) => cell.replaceAll('|', '\\|')) : row));
  const widths = (wide[0] ?? []).map((_, column) => Math.max(3, ...wide.map((row) => row[column]?.length ?? 0)));
  const [head = '', ...body] = wide.map((row) => aligned(row, widths, md));
  return [
    head,
    aligned(
      widths.map((width) => '-'.repeat(width)),
      widths,
      md,
    ),
    ...body,
  ];
}

function aligned(row: readonly string[], widths: readonly number[], md = false): string {
  const padded = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
  return md ? `| ${padded.join(' | ')} |` : padded.join('  ').trimEnd();
}

function quoted(cell: string): string {
  return /[";]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
