import { afterEach, describe, expect, it, vi } from 'vitest';
import { type RunLimits, runFfmpeg } from '../../../src/viewing/video/run-ffmpeg.ts';
import { canStandIn, isRunning, type StandInFfmpeg, standInFfmpeg } from '../../fixtures/ffmpeg.ts';
import { watchSecret } from '../../fixtures/watched-secrets.ts';

let program: StandInFfmpeg | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await program?.remove();
});

const limits: RunLimits = { signal: new AbortController().signal, seconds: 10, mostBytes: 100_000 };
const forever = 'setInterval(() => {}, 1000);';

async function run(script: string, own: Partial<RunLimits> = {}) {
  program = await standInFfmpeg(script);
  return runFfmpeg(program.path, ['-i', 'x'], { ...limits, ...own });
}

describe.skipIf(!canStandIn)('ffmpeg', () => {
  it('says what it wrote', async () => {
    const ran = await run("process.stdout.write('out'); console.error('err');");
    expect(ran).toMatchObject({ end: 'done', output: Buffer.from('out'), messages: 'err\n' });
  });

  it('may fail, and what it wrote until then is there', async () => {
    const ran = await run("process.stdout.write('half'); console.error('why'); process.exitCode = 1;");
    expect(ran).toMatchObject({ end: 'failed', output: Buffer.from('half'), messages: 'why\n' });
  });

  it('need not be there', async () => {
    expect(await runFfmpeg('/nowhere/ffmpeg', [], limits)).toMatchObject({ end: 'failed' });
  });

  it('learns no key, and no proxy through which it would be led', async () => {
    vi.stubEnv('IMMICH_API_KEY', watchSecret('a-key-in-the-environment'));
    vi.stubEnv('http_proxy', 'http://127.0.0.1:1');
    await run('');
    const [started] = (await program?.started()) ?? [];
    const known = Object.keys(started?.env ?? {});
    expect(known).toContain('PATH');
    expect(known.filter((name) => /key|token|proxy|albumen|home/i.test(name))).toEqual([]);
  });

  it.each([
    ['when it takes too long', { seconds: 0.5 }, forever],
    ['when it writes too much', {}, "setInterval(() => process.stdout.write('x'.repeat(50_000)), 1);"],
    ['when it says too much', {}, "setInterval(() => process.stderr.write('x'.repeat(50_000)), 1);"],
    ['when it pays no heed to signals', { seconds: 0.5 }, `process.on('SIGTERM', () => {}); ${forever}`],
  ])('is killed %s', async (_when, own, script) => {
    expect(await run(script, own)).toMatchObject({ end: 'stopped' });
    const [started] = (await program?.started()) ?? [];
    expect(started === undefined || isRunning(started.pid)).toBe(false);
  });

  it('is killed when the caller gives up, and not even started by then', async () => {
    const caller = new AbortController();
    const running = run(forever, { signal: caller.signal, seconds: 1000 });
    await vi.waitFor(async () => expect(await program?.started()).toHaveLength(1), 5000);
    caller.abort();
    expect(await running).toMatchObject({ end: 'stopped' });
    const later = await runFfmpeg(program?.path ?? '', [], { ...limits, signal: caller.signal });
    expect(later.end).toBe('stopped');
    expect(await program?.started()).toHaveLength(1);
  });

  it('runs at most twice at once', async () => {
    program = await standInFfmpeg(`
      const { readdirSync, rmSync } = require('node:fs');
      const mark = __dirname + '/running-' + process.pid;
      writeFileSync(mark, '');
      const count = () => readdirSync(__dirname).filter((name) => name.startsWith('running-')).length;
      let most = 0;
      for (let step = 0; step < 10; step++) {
        most = Math.max(most, count());
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      rmSync(mark);
      process.stdout.write(String(most));`);
    const { path } = program;
    const all = await Promise.all(Array.from({ length: 6 }, () => runFfmpeg(path, [], limits)));
    const seen = all.map(({ output }) => Number(output.toString()));
    expect(Math.max(...seen)).toBe(2);
    expect(Math.min(...seen)).toBeGreaterThan(0);
  });
});
