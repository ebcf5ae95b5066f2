import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/server/logging.ts';
import { redactor } from '../../src/server/redaction.ts';

async function logged(use: (log: ReturnType<typeof openLog>) => void): Promise<string[]> {
  const lines: string[] = [];
  const log = openLog((line) => lines.push(line), redactor(['s3cret-value']));
  use(log);
  await log.flushed();
  return lines;
}

describe('the log', () => {
  it('is one JSON line per event, in order', async () => {
    const lines = await logged((log) => {
      log.write('info', 'first', { path: '/photos' });
      log.write('warn', 'second');
    });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 30, msg: 'first', path: '/photos', time: expect.any(String) },
      { level: 40, msg: 'second' },
    ]);
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  });

  it('keeps foreign text in its place', async () => {
    const name = 'a\n{"level":60,"msg":"forged"}\u202e\u001b[2J';
    const [line = ''] = await logged((log) => log.write('info', 'skipped', { name }));
    for (const character of ['\u202e', '\u001b']) expect(line).not.toContain(character);
    expect(JSON.parse(line)).toMatchObject({ msg: 'skipped', name });
  });

  it('holds no secret, in whatever field', async () => {
    const cause = new Error('key s3cret-value refused');
    const lines = await logged((log) => {
      log.write('info', 's3cret-value', { url: 'http://host/?key=s3cret-value' });
      log.defect('1', new Error('Authorization: Bearer s3cret-value', { cause }));
      log.defect('2', { headers: { 'x-api-key': 's3cret-value' } });
    });
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('s3cret-value');
  });

  it('says where a fault came from', async () => {
    const [line = ''] = await logged((log) => log.defect('abc', new Error('top', { cause: new Error('root') })));
    expect(JSON.parse(line)).toMatchObject({ level: 50, msg: 'defect', id: 'abc' });
    expect(JSON.parse(line).error).toMatch(/Error: top[\s\S]*logging\.test[\s\S]*caused by Error: root/);
  });

  it('cuts a line that is too long', async () => {
    const [line = ''] = await logged((log) => log.write('info', 'long', { text: 'x'.repeat(100_000) }));
    expect(line.length).toBeLessThan(9000);
  });
});
