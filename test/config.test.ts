import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { givenSettings, readConfig, settings } from '../src/config.ts';

const immich = { IMMICH_BASE_URL: 'https://photos.example.com', IMMICH_API_KEY: 'abc' };

describe('configuration', () => {
  it.each([
    'https://photos.example.com',
    'https://photos.example.com/',
    'https://photos.example.com/api',
    'https://photos.example.com/api/',
    'https://photos.example.com//',
  ])('reads the Immich address %s as the server itself', (address) => {
    const config = readConfig({ ...immich, IMMICH_BASE_URL: address });
    expect(config).toMatchObject({ ok: true, value: { immichBaseUrl: 'https://photos.example.com' } });
  });

  it.each([
    'https://photos.example.com',
    'https://photos.example.com/api/v1/',
    'https://photos.example.com/library/browse',
  ])('reads the PhotoPrism address %s as the server itself', (address) => {
    const config = readConfig({ PHOTOPRISM_BASE_URL: address, PHOTOPRISM_ACCESS_TOKEN: 'abc' });
    expect(config).toMatchObject({ ok: true, value: { photoprismBaseUrl: 'https://photos.example.com' } });
  });

  it('keeps a path before the API of PhotoPrism, for a server behind a prefix', () => {
    const address = 'https://example.com/library-of-mine/api/v1';
    const config = readConfig({ PHOTOPRISM_BASE_URL: address, PHOTOPRISM_ACCESS_TOKEN: 'abc' });
    expect(config).toMatchObject({ ok: true, value: { photoprismBaseUrl: 'https://example.com/library-of-mine' } });
  });

  it.each([
    ['ALBUMEN_READONLY', 'ALBUMEN_READ_ONLY'],
    ['ALBUMEN_PROTECTED', 'ALBUMEN_PROTECT'],
    ['ALBUMEN_TOOLSET', 'ALBUMEN_TOOLSETS'],
    ['ALBUMEN_SECRET_FILES', 'ALBUMEN_SECRET_FILE'],
  ])('refuses %s, which would be passed over, and says what is meant', (given, meant) => {
    const message = `${given} is no setting, but ${meant} is.`;
    expect(readConfig({ [given]: 'true' })).toMatchObject({ ok: false, failure: { message } });
    expect(readConfig({ [given]: ' ' })).toMatchObject({ ok: true });
  });

  it.each(['ALBUMEN_SERVICE_HOST', 'ALBUMEN_SERVICE_PORT', 'ALBUMEN_PORT_8000_TCP_ADDR', 'ALBUMEN_PROVE', 'READONLY'])(
    'leaves %s to those who set it',
    (name) => {
      expect(readConfig({ [name]: 'x' })).toMatchObject({ ok: true });
    },
  );

  it('refuses the address of a PhotoPrism without what opens it', () => {
    expect(readConfig({ PHOTOPRISM_BASE_URL: 'https://photos.example.com' })).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('PHOTOPRISM_ACCESS_TOKEN_FILE') },
    });
  });

  it('keeps a path before /api, for a server behind a prefix', () => {
    const config = readConfig({ ...immich, IMMICH_BASE_URL: 'https://example.com/photos/api' });
    expect(config).toMatchObject({ ok: true, value: { immichBaseUrl: 'https://example.com/photos' } });
  });

  it('reads the public address of the local library without the slash at its end', () => {
    const config = readConfig({ ALBUMEN_PUBLIC_URL: 'https://example.com/family/' });
    expect(config).toMatchObject({ ok: true, value: { publicUrl: 'https://example.com/family' } });
    expect(readConfig({}, { publicUrl: 'https://a:b@example.com' })).toMatchObject({
      ok: false,
      failure: { message: 'ALBUMEN_PUBLIC_URL must not contain a user name or password.' },
    });
  });

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: placeholders that hosts left as they were.
  describe.each([
    ['left blank', ''],
    ['a blank', '  '],
    ['an unfilled field of a Claude Desktop bundle', '${user_config.immich_base_url}'],
    ['an unset variable in Cursor', '${env:IMMICH_BASE_URL}'],
  ])('%s', (_, nothing) => {
    it.each(Object.values(settings).map(({ env }) => env))('is %s not given', (env) => {
      const blank = { [env]: nothing, [`${env}_FILE`]: nothing };
      expect(readConfig(blank)).toEqual(readConfig({}));
      expect(givenSettings(blank)).toEqual({});
    });

    it('lets the key come from a file', () => {
      const file = join(mkdtempSync(join(tmpdir(), 'albumen-config-')), 'key');
      writeFileSync(file, 'from-file\n');
      const config = readConfig({ ...immich, IMMICH_API_KEY: nothing, IMMICH_API_KEY_FILE: file });
      expect(config).toMatchObject({ ok: true, value: { immichApiKey: 'from-file' } });
    });
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: above.

  it('takes the key from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'albumen-config-')), 'key');
    writeFileSync(file, 'from-file\n');
    const config = readConfig({ IMMICH_BASE_URL: 'http://immich:2283', IMMICH_API_KEY_FILE: file });
    expect(config).toMatchObject({ ok: true, value: { immichApiKey: 'from-file' } });
  });

  it.each([
    ['Windows ends its line', 'from-file\r\n'],
    ['it begins with a byte order mark', '\uFEFFfrom-file\n'],
    ['blank lines follow', 'from-file\n\n'],
  ])('takes the key from a file where %s', (_, content) => {
    const file = join(mkdtempSync(join(tmpdir(), 'albumen-config-')), 'key');
    writeFileSync(file, content);
    expect(readConfig({ ...immich, IMMICH_API_KEY: '', IMMICH_API_KEY_FILE: file })).toMatchObject({
      ok: true,
      value: { immichApiKey: 'from-file' },
    });
  });

  it('says of a file without a key that it is empty, and of a folder in its place what made it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'albumen-config-'));
    const empty = join(folder, 'key');
    writeFileSync(empty, '\n');
    const saysOf = (file: string) => {
      const config = readConfig({ IMMICH_BASE_URL: 'http://immich:2283', IMMICH_API_KEY_FILE: file });
      return config.ok ? '' : config.failure.message;
    };
    expect(saysOf(empty)).toBe('IMMICH_API_KEY is missing: the file that IMMICH_API_KEY_FILE names is empty.');
    expect(saysOf(folder)).toContain('names: it is a folder, as container engines make one');
    expect(saysOf(folder)).not.toContain(folder);
  });

  it.each([
    'postgres://albumen:secret@db:5432/albumen',
    'postgresql://db/albumen?sslmode=verify-full',
    'postgres://albumen@/albumen?host=/var/run/postgresql',
    'postgres:///albumen',
  ])('takes PostgreSQL at %s', (address) => {
    expect(readConfig({ ALBUMEN_DATABASE_URL: address })).toMatchObject({ ok: true, value: { databaseUrl: address } });
  });

  it.each([
    ['mysql://albumen:secret@db/albumen', 'must be a postgres:// or postgresql:// address'],
    ['db.example.com', 'must be a postgres:// or postgresql:// address'],
    ['postgres://albumen:secret@db:port/albumen', 'must be a postgres:// or postgresql:// address'],
    ['postgres://albumen:secret@db/albumen?sslmode=prefer', 'must have one of these as its sslmode, or none: disable,'],
  ])('refuses the database %s, without showing it', (address, wrong) => {
    const config = readConfig({ ALBUMEN_DATABASE_URL: address });
    expect(config).toMatchObject({ ok: false, failure: { message: expect.stringContaining(wrong) } });
    expect(JSON.stringify(config)).not.toContain('secret');
  });

  it('lets a flag win over the environment', () => {
    const config = readConfig(
      { ALBUMEN_TOOLSETS: 'all', ALBUMEN_READ_ONLY: 'false' },
      { toolsets: 'slim', readOnly: true },
    );
    expect(config).toMatchObject({ ok: true, value: { toolsets: 'slim', readOnly: true } });
  });

  it('uses the local library with nothing set', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      ok: true,
      value: {
        photos: [],
        uploadDirs: [],
        toolsets: 'default',
        readOnly: false,
        immichTimeout: 30,
        immichMaxRetries: 3,
      },
    });
    expect(config.ok && config.value.immichBaseUrl).toBeUndefined();
  });

  it.each([
    [
      { IMMICH_BASE_URL: 'photos.example.com', IMMICH_API_KEY: 'abc' },
      'IMMICH_BASE_URL must be an http:// or https://',
    ],
    [{ IMMICH_BASE_URL: 'ftp://example.com', IMMICH_API_KEY: 'abc' }, 'IMMICH_BASE_URL must be an http:// or https://'],
    [{ IMMICH_BASE_URL: 'https://me:pw@example.com', IMMICH_API_KEY: 'abc' }, 'must not contain a user name'],
    [{ IMMICH_BASE_URL: 'https://example.com' }, 'IMMICH_API_KEY (or IMMICH_API_KEY_FILE) is not'],
    [{ ...immich, IMMICH_API_KEY: 'two words' }, 'IMMICH_API_KEY must be one line without spaces'],
    [{ IMMICH_TIMEOUT: 'soon' }, 'IMMICH_TIMEOUT must be a number from 0.1 to 3600'],
    [{ IMMICH_MAX_RETRIES: '-1' }, 'IMMICH_MAX_RETRIES must be a whole number from 0 to 10.'],
    [{ IMMICH_MAX_RETRIES: '2.5' }, 'IMMICH_MAX_RETRIES must be a whole number from 0 to 10.'],
    [{ ALBUMEN_READ_ONLY: 'perhaps' }, 'ALBUMEN_READ_ONLY must be true or false'],
    [{ ALBUMEN_TOOLSETS: 'photos' }, 'ALBUMEN_TOOLSETS Unknown toolset "photos". Use default, slim, all'],
    [
      { IMMICH_API_KEY_FILE: '/nowhere/key' },
      'IMMICH_API_KEY cannot be read from the file that IMMICH_API_KEY_FILE names: there is none.',
    ],
  ])('refuses %j with a message that says what is right', (env, message) => {
    const config = readConfig(env);
    expect(config.ok ? '' : config.failure.message).toContain(message);
  });

  it('never repeats a wrong value, which may be a secret', () => {
    const config = readConfig({ IMMICH_BASE_URL: 'hunter2', IMMICH_API_KEY: 's3cret with spaces' });
    const message = config.ok ? '' : config.failure.message;
    expect(message).toContain('IMMICH_API_KEY');
    expect(message).not.toMatch(/s3cret|hunter2/);
  });

  it('keeps a person in the loop unless told otherwise', () => {
    expect(readConfig({})).toMatchObject({
      ok: true,
      value: { confirm: 'preview', confirmAbove: 100, maxDeleted: 1000 },
    });
    expect(readConfig({ ALBUMEN_CONFIRM: 'ask', ALBUMEN_MAX_DELETED: '0' })).toMatchObject({
      ok: true,
      value: { confirm: 'ask', maxDeleted: 0 },
    });
  });

  it('reads what is protected, names with colons and spaces included', () => {
    const given = 'favorites, album: Family: 2020 ,tag:Trip/Sea,person:Anna,';
    expect(readConfig({ ALBUMEN_PROTECT: given })).toMatchObject({
      ok: true,
      value: {
        protect: [
          { kind: 'favorites' },
          { kind: 'album', name: 'Family: 2020' },
          { kind: 'tag', name: 'Trip/Sea' },
          { kind: 'person', name: 'Anna' },
        ],
      },
    });
    expect(readConfig({})).toMatchObject({ ok: true, value: { protect: [] } });
  });

  it.each(['favourites', 'album', 'album:', 'Family', 'asset:x', ':x', 'favorites:x'])(
    'does not start with a protection that it does not understand: %s',
    (given) => {
      const config = readConfig({ ALBUMEN_PROTECT: given });
      expect(config.ok ? '' : config.failure.message).toMatch(/^ALBUMEN_PROTECT must be a comma-separated list/);
    },
  );

  it.each([
    [{ ALBUMEN_CONFIRM: 'never' }, 'ALBUMEN_CONFIRM must be one of: preview, always, ask, off.'],
    [{ ALBUMEN_CONFIRM_ABOVE: '1.5' }, 'ALBUMEN_CONFIRM_ABOVE must be a whole number from 0 to 10000000.'],
    [{ ALBUMEN_MAX_CHANGED: '-1' }, 'ALBUMEN_MAX_CHANGED must be a whole number from 0 to 10000000.'],
  ])('refuses %j', (env, message) => {
    expect(readConfig(env)).toMatchObject({ ok: false, failure: { message } });
  });

  it.each(Object.entries(settings).filter(([, { flag }]) => flag !== undefined))(
    'takes %s from the flag that the command line knows for it',
    (name, { flag = '' }) => {
      const option = new Option(flag);
      option.negate = false;
      expect(option.attributeName()).toBe(name);
    },
  );
});
