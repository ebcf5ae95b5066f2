/** The doctor's report for a person at a terminal. */
import { groupScopes } from '../../immich/key-scopes.ts';
import { printable } from '../printable.ts';
import { type DoctorReport, isHealthy, type KeyReport, type Level } from './report.ts';

const signs: Record<Level, string> = { ok: 'ok      ', note: 'note    ', problem: 'PROBLEM ' };
const indent = ' '.repeat(signs.ok.length);

/** The whole report, ending in a line that says whether all is well. */
export function printReport(report: DoctorReport): string {
  const findings = report.findings.flatMap(({ level, message, hint }) => [
    `${signs[level]}${printable(message)}`,
    ...(hint === undefined ? [] : [`${indent}${printable(hint)}`]),
  ]);
  const sections = [
    ...(report.library === undefined ? [] : [printable(report.library)]),
    findings.join('\n'),
    ...(report.key === undefined ? [] : keySections(report.key)),
    ...(report.scopes === undefined ? [] : scopeSections(report.scopes)),
    isHealthy(report) ? 'All is well.' : 'Something is wrong: see PROBLEM above.',
  ];
  return `${sections.join('\n\n')}\n`;
}

function keySections({ lacking, grant }: KeyReport): string[] {
  if (lacking.length === 0) return [];
  const tools = lacking.map(({ tool, missing }) => `  ${tool}: ${missing.join(', ')}`);
  return [
    ['Tools that do not work, and what the key lacks for each:', ...tools].join('\n'),
    ['Grant to the key:', ...scopeLines(grant)].join('\n'),
  ];
}

function scopeSections({ everything, readOnly }: NonNullable<DoctorReport['scopes']>): string[] {
  return [
    ['Scopes for everything:', ...scopeLines(everything)].join('\n'),
    ['Scopes for reading only (with ALBUMEN_READ_ONLY=true):', ...scopeLines(readOnly)].join('\n'),
  ];
}

/** A line for each thing, to tick on Immich's page. */
function scopeLines(scopes: readonly string[]): string[] {
  return [...groupScopes(scopes).values()].map((group) => `  ${group.map(printable).join(', ')}`);
}
