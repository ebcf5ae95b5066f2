/** The log: one JSON line per event on stderr, for whoever runs the server; never for the model. */
import type { Logger } from 'pino';
import type { AuditLine } from '../catalog/call.ts';
import type { SignInLine } from './door/sign-in-audit.ts';
import { escapeControls, type Redact } from './redaction.ts';

type LogLevel = 'info' | 'warn' | 'error';
type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  write(level: LogLevel, message: string, facts?: Facts): void;
  audit(line: AuditLine): void;
  signIn(line: SignInLine): void;
  /** From now on `listener` is told of every call that is written down. */
  onCall(listener: (line: AuditLine) => void): void;
  /** An exception that nobody expected, with its stack; `id` is what the model was told. */
  defect(id: string, error: unknown): void;
  /** Resolves when everything that was logged so far is written. */
  flushed(): Promise<void>;
}

/** The longest line; a foreign text must not fill a disk. */
const maxLine = 8_000;

/**
 * Opens the log. `output` gets whole lines, each passed through `redact` when it is complete, so that no field can go
 * past it. The library behind it is loaded with the first line: starting does not wait for it.
 */
export function openLog(output: (line: string) => void, redact: Redact): Log {
  const listeners: ((line: AuditLine) => void)[] = [];
  let logger: Promise<Logger> | undefined;
  let written: Promise<void> = Promise.resolve();
  const destination = {
    write: (line: string) => {
      const safe = escapeControls(redact(line.trimEnd()));
      output(`${safe.length > maxLine ? `${safe.slice(0, maxLine)}…` : safe}\n`);
    },
  };
  const load = async () => {
    const { default: pino } = await import('pino');
    return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  };
  const write = (level: LogLevel, facts: object, message: string) => {
    logger ??= load();
    written = Promise.all([logger, written])
      .then(([open]) => open[level](facts, message))
      .catch(() => {});
  };
  return {
    write: (level, message, facts = {}) => write(level, facts, message),
    audit: (line) => {
      write(line.outcome === 'unexpected' ? 'warn' : 'info', line, 'call');
      for (const tell of listeners) tell(line);
    },
    signIn: (line) => write(line.outcome === 'allowed' ? 'info' : 'warn', line, 'sign-in'),
    onCall: (listener) => listeners.push(listener),
    defect: (id, error) => write('error', { id, error: describe(error) }, 'defect'),
    flushed: () => written,
  };
}

/** The error with its stack and causes; not its fields, which may hold requests with their headers. */
function describe(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error).slice(0, 1000);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  const cause = error.cause === undefined || depth > 3 ? '' : ` caused by ${describe(error.cause, depth + 1)}`;
  return own.slice(0, 3000) + cause;
}
