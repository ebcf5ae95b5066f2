/** `albumen serve`: the MCP server, on stdin and stdout or on a port. */

import { bindLazily } from '../catalog/binding.ts';
import { localCaller } from '../catalog/caller.ts';
import { listingControls } from '../catalog/plan-controls.ts';
import { bindPrompts } from '../catalog/prompt.ts';
import { type Failure, type Result, success } from '../catalog/result.ts';
import { type Config, type Flags, readConfig } from '../config.ts';
import { immichPrompts } from '../immich/prompts/all.ts';
import { immichTools } from '../immich/tools/all.ts';
import { historyTools } from '../journal/tools/all.ts';
import { questionCodec } from '../server/asking.ts';
import { openCallGate, ownGateLimits, sharedGateLimits } from '../server/call-gate.ts';
import type { PlaceLimits } from '../server/fair-places.ts';
import { type Log, openLog } from '../server/logging.ts';
import { createMcpServer, type ServerParts } from '../server/mcp-server.ts';
import { redactor } from '../server/redaction.ts';
import { type Service, shutDown, untilAskedToEnd } from '../server/shutdown.ts';
import { openViews } from '../server/views.ts';
import { fail } from './program.ts';
import { type ServedHistory, servedHistory } from './served-history.ts';
import { type ServedLibrary, servedLibrary } from './served-library.ts';

/** Serves until the process is asked to end, or the client closes stdin; then ends in order, with exit code 0. */
export async function serve(flags: Flags): Promise<void> {
  const config = readConfig(process.env, flags);
  if (!config.ok) return fail(config.failure);
  if (config.value.disableMcp && config.value.transport === 'stdio') return fail(switchedOff);
  const redact = redactor([config.value.immichApiKey]);
  const log = openLog((line) => process.stderr.write(line), redact);
  surviveStrayRejections(log);
  const library = servedLibrary(config.value, log);
  const history = servedHistory(config.value, library, log);
  const parts = serverParts(config.value, log, redact, library.connect, history);
  const started =
    config.value.transport === 'stdio' ? await startStdio(parts, log) : await startHttp(parts, log, config.value);
  if (!started.ok) return fail(started.failure);
  library.startWork();
  history.startWork();
  const reason = await untilAskedToEnd(started.value);
  log.write('info', 'ending', { reason });
  endAtOnceWhenAskedAgain();
  await shutDown(started.value, parts.gate);
  await history.close();
  await library.close();
  await log.flushed();
  process.exit(0);
}

function serverParts(
  config: Config,
  log: Log,
  clean: (text: string) => string,
  connect: ServedLibrary['connect'],
  history: ServedHistory,
): ServerParts {
  const exposure = { toolsets: config.toolsets, readOnly: config.readOnly };
  const bound = [...bindLazily(immichTools, connect), ...bindLazily(historyTools, history.connect)];
  const tools = listingControls(bound, config.confirm);
  return {
    viewOf: openViews({ tools, prompts: bindPrompts(immichPrompts, connect), exposure }),
    desk: {
      audit: log.audit,
      reportDefect: log.defect,
      clean,
      deadlineSeconds: Math.max(config.toolDeadline, config.immichTimeout + 5),
      recorder: history.recorder,
      reviewer: history.reviewer,
    },
    gate: openCallGate(gateLimits(config)),
    questions: questionCodec(),
  };
}

const switchedOff: Failure = {
  code: 'refused',
  message: 'MCP is switched off (ALBUMEN_DISABLE_MCP).',
  hint: 'With --disable-mcp=false it is served all the same.',
};

/** The one client of stdio may use all there is; over HTTP many share it. */
function gateLimits({ transport, callsAtOnce, callsAtOncePerCaller, toolDeadline }: Config): PlaceLimits {
  if (transport === 'stdio') return { ...ownGateLimits, running: callsAtOnce, runningPerOwner: callsAtOnce };
  return {
    ...sharedGateLimits,
    running: callsAtOnce,
    runningPerOwner: callsAtOncePerCaller,
    patienceMs: toolDeadline * 1000,
  };
}

async function startStdio(parts: ServerParts, log: Log): Promise<Result<Service>> {
  const { serveOverStdio } = await import('../server/stdio.ts');
  const { reserveStdout } = await import('../server/protocol-output.ts');
  const report = (error: Error) => log.write('warn', 'protocol', { error: error.message });
  return success(
    serveOverStdio(
      (context) => createMcpServer(parts, context, localCaller),
      { input: process.stdin, output: reserveStdout() },
      report,
    ),
  );
}

async function startHttp(parts: ServerParts, log: Log, config: Config): Promise<Result<Service>> {
  const { serveHttp } = await import('./served-http.ts');
  return serveHttp((context, _identity) => createMcpServer(parts, context, localCaller), parts.gate, config, log);
}

/**
 * A promise that nobody waited for must neither end the server nor print its error past the log. After an exception
 * outside of any promise the state is unknown: it is logged in the same way, and the process ends.
 */
function surviveStrayRejections(log: Log): void {
  process.on('unhandledRejection', (error) => log.defect('stray rejection', error));
  process.on('uncaughtException', (error) => {
    log.defect('uncaught exception', error);
    void log.flushed().finally(() => process.exit(1));
  });
}

function endAtOnceWhenAskedAgain(): void {
  process.once('SIGINT', () => process.exit(1));
  process.once('SIGTERM', () => process.exit(1));
}
