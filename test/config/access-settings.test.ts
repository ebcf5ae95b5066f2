import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editions } from '../../src/catalog/role-names.ts';
import { readConfig, settings } from '../../src/config.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

describe("the server's secret", () => {
  const secret = watchSecret('0123456789abcdef0123456789abcdef');

  it('is taken from the environment or from a file, and has no flag', () => {
    expect(readConfig({ ALBUMEN_SECRET: secret })).toMatchObject({ ok: true, value: { secret } });
    const folder = mkdtempSync(join(tmpdir(), 'albumen-config-'));
    const file = join(folder, 'secret');
    writeFileSync(file, `${secret}\n`);
    expect(readConfig({ ALBUMEN_SECRET_FILE: file })).toMatchObject({ ok: true, value: { secret } });
    rmSync(folder, { recursive: true });
    expect(settings.secret.flag).toBeUndefined();
  });

  it('is refused where it can be guessed, without being repeated', () => {
    const short = watchSecret('hunter2-hunter2');
    const read = readConfig({ ALBUMEN_SECRET: short });
    expect(read).toMatchObject({ ok: false, failure: { message: expect.stringContaining('at least 32 characters') } });
    expect(JSON.stringify(read)).not.toContain(short);
  });
});

describe('the edition', () => {
  it.each(editions)('%s can be chosen', (edition) => {
    expect(readConfig({ ALBUMEN_EDITION: edition })).toMatchObject({ ok: true, value: { edition } });
  });

  it('is ce unless told, and nothing that does not exist', () => {
    expect(readConfig({})).toMatchObject({ ok: true, value: { edition: 'ce' } });
    expect(readConfig({ ALBUMEN_EDITION: 'enterprise' }).ok).toBe(false);
  });
});
