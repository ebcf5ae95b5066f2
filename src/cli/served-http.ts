/** `albumen serve` over HTTP: the front door as the settings want it. */
import type { Result } from '../catalog/result.ts';
import type { Config } from '../config.ts';
import type { CallGate } from '../server/call-gate.ts';
import { serveOverHttp } from '../server/http.ts';
import type { Log } from '../server/logging.ts';
import type { ServerFor } from '../server/server-for.ts';
import type { Service } from '../server/shutdown.ts';

/** Listens, and says on stderr where. */
export async function serveHttp(
  serverFor: ServerFor,
  gate: CallGate,
  { host, port }: Config,
  log: Log,
): Promise<Result<Service>> {
  const service = await serveOverHttp(serverFor, { host, port, gate }, log);
  if (service.ok) process.stderr.write(`Albumen listens on ${service.value.url}\n`);
  return service;
}
