/** `albumen serve`: the MCP server, on stdin and stdout or on a port. */

import { callerOf } from '../access/caller.ts';
import { localCaller } from '../catalog/caller.ts';
import { type Failure, type Result, success } from '../catalog/result.ts';
import { type Config, type Flags, readConfig, secretsIn } from '../config.ts';
import { type Log, openLog } from '../server/logging.ts';
import { createMcpServer, type ServerParts } from '../server/mcp-server.ts';
import { openRedactor } from '../server/redaction.ts';
import { askedToEnd, type Service, shutDown } from '../server/shutdown.ts';
import { endAtOnceWhenAskedAgain, surviveStrayRejections } from './long-run.ts';
import { type OpenHousehold, openHousehold } from './open-household.ts';
import type { ServedLinks } from './picture-links.ts';
import { fail } from './program.ts';
import type { ServedAccess } from './served-access.ts';

/**
 * Serves until the process is asked to end, or the client closes stdin; then ends in order, with exit code 0. Where the settings are
 * wrong nothing is opened or reached, and the exit code is 1.
 */
export async function serve(flags: Flags): Promise<void> {
  const config = readConfig(process.env, flags);
  if (!config.ok) {
    const { failInChat } = await import('./fail-in-chat.ts');
    return failInChat(config.failure, flags);
  }
  if (config.value.disableMcp && config.value.transport === 'stdio') return fail(switchedOff);
  const redactor = openRedactor(secretsIn(config.value));
  const log = openLog((line) => process.stderr.write(line), redactor.redact);
  surviveStrayRejections(log);
  const access = await accessFor(config.value, log, redactor.learn);
  if (!access.ok) return fail(access.failure);
  const { keyOf, questionKey, pictures } = access.value ?? {};
  const household = await openHousehold({
    config: config.value,
    log,
    redactor,
    keyOf,
    questionKey,
    links: pictures?.links,
  });
  const { parts } = household;
  const asked = askedToEnd();
  const started =
    access.value === undefined ? await startStdio(parts, log) : await startHttp(household, access.value, log);
  if (!started.ok) return fail(started.failure);
  household.startWork();
  const reason = await Promise.race([asked, started.value.ended]);
  log.write('info', 'ending', { reason });
  endAtOnceWhenAskedAgain();
  await shutDown(started.value, parts.gate);
  await household.close();
  await log.flushed();
  process.exit(0);
}

/** Who is let in; undefined for stdio, where the one who started the program is. */
async function accessFor(
  config: Config,
  log: Log,
  learn: (secret: string) => void,
): Promise<Result<HttpAccess | undefined>> {
  if (config.transport === 'stdio') return success(undefined);
  const [{ servedAccess }, { servedLinks }] = await Promise.all([
    import('./served-access.ts'),
    import('./picture-links.ts'),
  ]);
  const access = await servedAccess(config, log, learn);
  return access.ok ? success({ ...access.value, pictures: servedLinks(access.value) }) : access;
}

/** Who is let in over HTTP, and which addresses pictures have there. */
interface HttpAccess extends ServedAccess {
  readonly pictures: ServedLinks | undefined;
}

const switchedOff: Failure = {
  code: 'refused',
  message: 'MCP is switched off (ALBUMEN_DISABLE_MCP).',
  hint: 'With --disable-mcp=false it is served all the same.',
};

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

async function startHttp({ parts, look }: OpenHousehold, access: HttpAccess, log: Log): Promise<Result<Service>> {
  const { serveHttp } = await import('./served-http.ts');
  const { publicParts } = await import('./public-parts.ts');
  const forVisitors = publicParts(parts);
  const { pages, pictures } = access;
  const { gate, desk } = parts;
  const ownPages = pictures === undefined ? [] : [pictures.page({ look, gate, ...desk })];
  const service = await serveHttp(
    (context, identity) => {
      const own = identity.isPublic === true ? forVisitors : parts;
      return createMcpServer(own, context, callerOf(identity, access.config.edition));
    },
    gate,
    { ...access, pages: [...pages, ...ownPages] },
    log,
  );
  if (service.ok) pictures?.listensAt(service.value.url);
  return service;
}
