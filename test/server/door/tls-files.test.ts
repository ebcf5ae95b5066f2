import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../src/catalog/result.ts';
import { countConnections, usualConnectionRules } from '../../../src/server/door/connections.ts';
import { type Listener, openListener } from '../../../src/server/door/listener.ts';
import { hasOpenssl, selfSigned } from '../../fixtures/certificates.ts';
import { dial, send } from '../../fixtures/raw-http.ts';

let folder: string;
let opened: Result<Listener> | undefined;
const events: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-tls-'));
  events.splice(0);
});
afterEach(async () => {
  if (opened?.ok) await opened.value.close();
  opened = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function listen(tls: { cert: string; key: string }): Promise<Result<Listener>> {
  opened = await openListener(
    (_incoming, outgoing) => outgoing.end('hello'),
    {
      host: '127.0.0.1',
      port: 0,
      tls,
      requestDeadlineMs: 2000,
      certificateMs: 50,
      connections: countConnections(usualConnectionRules, () => false),
    },
    { dropped: () => {}, refused: () => {}, certificate: (outcome) => events.push(outcome) },
  );
  return opened;
}

/** The name in the certificate that a new connection is shown. */
function nameShown(url: string): Promise<string | string[] | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().subject.CN);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

describe.skipIf(!hasOpenssl)('HTTPS', () => {
  it('is spoken with the certificate of the files', async () => {
    const listener = await listen(selfSigned(folder, 'first.example'));
    const url = listener.ok ? listener.value.url : '';
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(await send(url, 'GET', {})).toMatchObject({ status: 200, text: 'hello' });
    const plain = await dial(url.replace('https', 'http'), 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await plain.closed).not.toContain('hello');
  });

  it('takes up a renewed certificate, and passes over one that cannot be used', async () => {
    const files = selfSigned(folder, 'first.example');
    const listener = await listen(files);
    const url = listener.ok ? listener.value.url : '';
    expect(await nameShown(url)).toBe('first.example');
    await writeFile(files.cert, 'half a certif');
    await vi.waitFor(() => expect(events).toEqual(['unusable']));
    await sleep(200);
    expect(events).toEqual(['unusable']);
    expect(await nameShown(url)).toBe('first.example');
    selfSigned(folder, 'second.example');
    await vi.waitFor(async () => expect(await nameShown(url)).toBe('second.example'), 5000);
    expect(events.at(-1)).toBe('renewed');
  });

  it.each([
    ['is missing', (folder: string) => ({ ...selfSigned(folder, 'a'), key: join(folder, 'nothing') }), /ENOENT/],
    ['is none', (folder: string) => ({ ...selfSigned(folder, 'a'), key: import.meta.filename }), /cannot be used/],
  ])('does not begin with a key that %s', async (_what, files, message) => {
    const listener = await listen(files(folder));
    expect(listener.ok ? '' : listener.failure.message).toMatch(message);
    expect(listener.ok ? '' : listener.failure.hint).toContain('ALBUMEN_TLS_CERT');
  });

  it('does not begin with a key of another certificate', async () => {
    const other = await mkdtemp(join(folder, 'other-'));
    const listener = await listen({ cert: selfSigned(folder, 'a').cert, key: selfSigned(other, 'b').key });
    expect(listener.ok).toBe(false);
  });
});
