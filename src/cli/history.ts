/** `albumen history`: what was changed through Albumen, and its undo, without an AI. */
import * as z from 'zod';
import { bindLazily } from '../catalog/binding.ts';
import { callTool } from '../catalog/call.ts';
import { localCaller } from '../catalog/caller.ts';
import { counted } from '../catalog/counted.ts';
import { type Failure, failed, type Result, success } from '../catalog/result.ts';
import { type Flags, readConfig, secretsIn } from '../config.ts';
import { historyTools } from '../journal/tools/all.ts';
import { openLog } from '../server/logging.ts';
import { openRedactor } from '../server/redaction.ts';
import { clientKeys } from './client-keys.ts';
import { printable } from './printable.ts';
import { fail } from './program.ts';
import { servedHistory } from './served-history.ts';
import { servedLibraries } from './served-libraries.ts';
import { inTerminalWords } from './terminal-words.ts';

interface Output {
  readonly json?: boolean;
  /** A client with a key of its own for the library, whose history it is. */
  readonly client?: string;
}

const change = z.looseObject({
  id: z.string(),
  at: z.string(),
  tool: z.string(),
  caller: z.string().optional(),
  status: z.string(),
  items: z.number(),
  arguments: z.record(z.string(), z.unknown()),
  undone_by: z.array(z.string()).optional(),
  undoes: z.array(z.string()).optional(),
  note: z.string().optional(),
});
const list = z.looseObject({ total: z.number(), changes: z.array(change) });
const item = z.looseObject({ kind: z.string(), id: z.string() });
const shown = change.extend({ details: z.array(item) });

/** Prints the latest changes, one line each. */
export function listChanges({ json, ...flags }: Flags & Output, filter: Record<string, unknown>): Promise<void> {
  return withTool('history_list', flags, filter, (data) => {
    if (json) return printJson(data);
    const { changes, total } = list.parse(data);
    if (changes.length === 0) return note(noneListed(total, filter));
    for (const entry of changes) print(lineOf(entry));
    if (total > changes.length) print(`${changes.length} of ${total}; --page shows more`);
  });
}

/** Prints one change, item by item. */
export function showChange(id: string, { json, page, ...flags }: Flags & Output & { page?: number }): Promise<void> {
  return withTool('history_show', flags, { change_id: id, ...(page === undefined ? {} : { page }) }, (data) => {
    if (json) return printJson(data);
    const { details, ...entry } = shown.parse(data);
    print(lineOf(entry));
    for (const { kind, id: itemId, ...rest } of details) print(`  ${kind} ${itemId}  ${JSON.stringify(rest)}`);
    if (entry.next_page !== undefined) print(`More with --page ${entry.next_page}`);
  });
}

/** Why a list of changes is empty, and what to look at then. */
function noneListed(total: number, { page: _page, page_size: _size, ...filter }: Record<string, unknown>): string {
  if (total > 0) return `There are ${counted(total, 'change')}, none of them on this page.`;
  if (Object.values(filter).some((value) => value !== undefined)) {
    return 'No change fits. albumen history list without options lists all.';
  }
  return 'Nothing was changed yet in the library that these settings name. Give the settings that your server has: each library has a history of its own.';
}

interface UndoOptions extends Output {
  readonly since?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
}

/** Shows what taking a change back would do or, with `yes`, does it. */
export function undoChange(point: string, { json, since, force, yes, ...flags }: Flags & UndoOptions): Promise<void> {
  const wanted = since ? { since: point } : { change_id: point };
  const args = { ...wanted, force: force === true, dry_run: yes !== true };
  return withTool('history_undo', flags, args, (data) => {
    if (json) return printJson(data);
    for (const [name, value] of Object.entries(data)) print(`${name}: ${JSON.stringify(value)}`);
    if (yes !== true) print('Nothing was changed. Add --yes to take it back.');
  });
}

function lineOf(entry: z.output<typeof change>): string {
  const { id, at, tool, caller, status, items, arguments: args, undone_by, undoes, note } = entry;
  const marks = [
    caller === undefined ? '' : `by ${caller}`,
    undoes === undefined ? '' : `undoes ${undoes.join(' ')}`,
    undone_by === undefined ? '' : `undone by ${undone_by.join(' ')}`,
    note ?? '',
  ].filter((mark) => mark !== '');
  const what = `${id}  ${at}  ${tool}  ${counted(items, 'item')} ${status}`;
  return [what, JSON.stringify(args), ...marks].join('  ');
}

const readOnly: Failure = {
  code: 'refused',
  message: 'Nothing was changed: ALBUMEN_READ_ONLY is set.',
};

function print(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

/** Beside the output, which programs read. */
function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

function printJson(data: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
}

/** Calls a tool of the history as the server would, and ends with exit code 1 where it fails. */
async function withTool(
  name: string,
  { client, ...flags }: Flags & Pick<Output, 'client'>,
  args: Record<string, unknown>,
  show: (data: Record<string, unknown>) => void,
): Promise<void> {
  const config = readConfig(process.env, flags);
  if (!config.ok) return fail(config.failure);
  if (config.value.readOnly && args.dry_run === false) return fail(readOnly);
  const { redact, learn } = openRedactor(secretsIn(config.value));
  const log = openLog((line) => process.stderr.write(line), redact);
  const keys = clientKeys(config.value, learn);
  const libraries = servedLibraries(config.value, log, learn, keys.keyOf);
  const history = servedHistory(config.value, libraries.sources, log);
  const tool = bindLazily(historyTools, history.connect).find((bound) => bound.name === name);
  const desk = {
    audit: () => {},
    reportDefect: log.defect,
    clean: redact,
    deadlineSeconds: 600,
    recorder: history.recorder,
  };
  const caller = client === undefined ? localCaller : { ...localCaller, keyOwner: client };
  const request = { args, caller, signal: new AbortController().signal, progress: () => {} };
  try {
    const told = tool === undefined ? undefined : await callTool(tool, request, desk);
    const read = readAnswer(told);
    if (read.ok) show(read.value);
    else fail(read.failure);
  } finally {
    await history.close();
    await libraries.close();
    await keys.close();
    await log.flushed();
  }
}

function readAnswer(told: Awaited<ReturnType<typeof callTool>> | undefined): Result<Record<string, unknown>> {
  if (told?.structuredContent !== undefined && told.isError !== true) {
    return success(JSON.parse(JSON.stringify(told.structuredContent)));
  }
  const [block] = told?.content ?? [];
  return failed('unexpected', block?.type === 'text' ? inTerminalWords(printable(block.text)) : 'There was no answer.');
}
