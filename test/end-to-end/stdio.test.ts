import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { greet, type RawServer, startRaw } from '../fixtures/raw-stdio.ts';
import { sampleCommand } from '../fixtures/sample-servers.ts';
import { newTranscript } from '../fixtures/transcript.ts';

const secret = 'k3-stdio-never-seen-19ce';
const transcript = newTranscript();
const running: RawServer[] = [];

function start(): RawServer {
  const server = startRaw(sampleCommand(secret), transcript.note);
  running.push(server);
  return server;
}

afterEach(() => {
  for (const server of running.splice(0)) server.process.kill('SIGKILL');
});
afterAll(() => transcript.expectNone([secret]));

function call(id: number, name: string, args: object = {}) {
  return { id, method: 'tools/call', params: { name, arguments: args } };
}

describe('stdout', () => {
  it('holds protocol lines only, whatever tools print or throw', async () => {
    const server = start();
    await greet(server);
    for (const [index, name] of ['sample_crash', 'sample_print', 'sample_fail', 'sample_list', 'nope'].entries()) {
      server.send(call(index + 1, name));
    }
    server.process.stdin.write('this is no JSON\n{"jsonrpc":"2.0"}\n\n[1,2]\n');
    await Promise.all([1, 2, 3, 4, 5].map((id) => server.answer(id)));
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
    const lines = server.lines();
    expect(lines.pop()).toBe('');
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
    expect(server.stderr()).toContain('a stray line');
  });
});

describe('the log on stderr', () => {
  it('has one JSON line per call, and the cause of a fault under the id that the model was told', async () => {
    const server = start();
    await greet(server);
    server.send(call(1, 'sample_remove', { ids: ['a', 'zz'], dry_run: false }));
    server.send(call(2, 'sample_crash'));
    const crash = await server.answer(2);
    server.process.stdin.end();
    await server.ended;
    const log = server
      .stderr()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(log).toContainEqual(
      expect.objectContaining({
        msg: 'call',
        tool: 'sample_remove',
        caller: 'local',
        effect: 'remove',
        outcome: 'ok',
        changed: 1,
      }),
    );
    const defect = log.find((line) => line.msg === 'defect');
    expect(JSON.stringify(crash)).toContain(`log id ${String(defect?.id)}`);
    expect(defect?.error).toContain('cannot reach http://[secret]@host/?apiKey=[secret]');
  });
});

describe('the end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('by %s lets the call in flight answer, then exits with 0', async (signal) => {
    const server = start();
    await greet(server);
    server.send(call(1, 'sample_slow', { milliseconds: 500 }));
    await begun(server);
    server.process.kill(signal);
    expect(await server.answer(1)).toMatchObject({ result: { structuredContent: { slept: 500 } } });
    expect(await server.ended).toBe(0);
  });

  it('by a closed stdin still answers everything that was asked', async () => {
    const server = start();
    void greet(server);
    for (let id = 1; id <= 20; id += 1) server.send(call(id, 'sample_list', { prefix: 'a' }));
    server.process.stdin.end();
    await Promise.all(Array.from({ length: 20 }, (_, index) => server.answer(index + 1)));
    expect(await server.ended).toBe(0);
  });

  it('by a closed stdin answers even what was only just read', async () => {
    const server = start();
    void greet(server);
    const last = 5000;
    for (let id = 1; id <= last; id += 1) server.send({ id, method: 'ping' });
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
    expect(server.lines().filter((line) => line.includes('"result":{}'))).toHaveLength(last);
  });

  it('cancels what does not finish in time, and says so', async () => {
    const server = start();
    await greet(server);
    server.send(call(1, 'sample_slow', { milliseconds: 50_000 }));
    await begun(server);
    server.process.kill('SIGTERM');
    expect(await server.answer(1)).toMatchObject({
      result: { isError: true, content: [{ type: 'text', text: 'sample_slow was cancelled.' }] },
    });
    expect(await server.ended).toBe(0);
  });

  it('comes when a message is longer than anything sensible', async () => {
    const server = start();
    await greet(server);
    server.process.stdin.write('x'.repeat(11 * 1024 * 1024));
    expect(await server.ended).toBe(0);
  });

  it('is orderly when the client stops reading', async () => {
    const server = start();
    await greet(server);
    server.process.stdout.destroy();
    server.send(call(1, 'sample_list'));
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
  });

  async function begun(server: RawServer): Promise<void> {
    let id = 100;
    await vi.waitFor(async () => {
      id += 1;
      server.send(call(id, 'sample_events'));
      expect(JSON.stringify(await server.answer(id))).toContain('began slow');
    });
  }
});
