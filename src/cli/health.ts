/** `albumen health`: whether the server of this configuration lives, for whoever watches over it. */
import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { type Config, type Flags, readConfig } from '../config.ts';
import { fail } from './program.ts';

const patienceMs = 4000;

/** Asks the server's own `/healthz`; the exit code is 1 where it does not answer with 200. Over stdio there is nothing to ask. */
export async function health(flags: Flags): Promise<void> {
  const config = readConfig(process.env, flags);
  if (!config.ok) return fail(config.failure);
  if (config.value.transport === 'stdio') return;
  const answer = await ask(config.value);
  if (answer === 200) return;
  fail({ code: 'unavailable', message: `The server does not live: ${answer ?? 'no answer'}.` });
}

/** The status, or undefined. The certificate is not for loopback names, so it is not checked: nothing secret is asked. */
function ask({ host, port, tlsCert }: Config): Promise<number | undefined> {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const options = { host: reached, port, path: '/healthz', headers: { host: 'localhost' } };
  return new Promise((resolve) => {
    const asked = tlsCert === undefined ? http(options) : https({ ...options, rejectUnauthorized: false });
    asked.setTimeout(patienceMs, () => asked.destroy());
    asked.once('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.once('error', () => resolve(undefined));
    asked.end();
  });
}
