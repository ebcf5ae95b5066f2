import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { readConfig, settings } from '../../src/config.ts';
import { readDockerfile } from './dockerfile.ts';

/** What a service of ours may say; anything else has not been thought about. */
const composeFile = z.strictObject({
  name: z.string(),
  services: z.strictObject({
    albumen: z.strictObject({
      image: z.string(),
      build: z.literal('.'),
      restart: z.literal('unless-stopped'),
      environment: z.record(z.string(), z.string()),
      secrets: z.array(z.string()),
      ports: z.array(z.string()),
      volumes: z.array(z.string()),
      networks: z.array(z.string()),
      read_only: z.literal(true),
      tmpfs: z.array(z.string()),
      cap_drop: z.tuple([z.literal('ALL')]),
      security_opt: z.tuple([z.literal('no-new-privileges:true')]),
      healthcheck: z.strictObject({
        test: z.array(z.string()),
        interval: z.string(),
        timeout: z.string(),
        start_period: z.string(),
        retries: z.number(),
      }),
      stop_grace_period: z.string(),
    }),
  }),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
  volumes: z.record(z.string(), z.null()),
  networks: z.record(z.string(), z.strictObject({ name: z.string(), external: z.literal(true) })),
});

const document = parseDocument(readFileSync('docker-compose.yml', 'utf8'));
const compose = composeFile.parse(document.toJS());
const service = compose.services.albumen;
const image = readDockerfile(readFileSync('Dockerfile', 'utf8')).at(-1);
const imageEnvironment = new Map(
  image?.steps.flatMap((step) => (step.kind === 'ENV' ? Object.entries(step.values) : [])),
);

/** A value as it is where nothing is set. */
function byDefault(text: string): string {
  return text.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

describe('docker-compose.yml', () => {
  it('is YAML without a warning', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
  });

  it('sets settings that there are, and none that is secret', () => {
    const all = Object.values(settings);
    const known = all.flatMap(({ env, fromFile }) => (fromFile ? [`${env}_FILE`] : [env]));
    expect(Object.keys(service.environment).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('is a configuration that Albumen takes as it is, with a key beside it', () => {
    const given = Object.entries(service.environment).map(([name, value]) => [name, byDefault(value)]);
    const file = join(mkdtempSync(join(tmpdir(), 'albumen-compose-')), 'key');
    writeFileSync(file, 'compose-key-3b1f\n');
    const config = readConfig({ ...Object.fromEntries([...imageEnvironment, ...given]), IMMICH_API_KEY_FILE: file });
    expect(config).toMatchObject({
      ok: true,
      value: {
        immichBaseUrl: 'http://immich-server:2283',
        immichApiKey: 'compose-key-3b1f',
        transport: 'streamable-http',
        host: '0.0.0.0',
        waitForClient: true,
        noAuth: false,
      },
    });
  });

  it('reads each secret from where it is mounted', () => {
    const files = Object.entries(service.environment).filter(([name]) => name.endsWith('_FILE'));
    expect(files.map(([, path]) => path)).toEqual(service.secrets.map((name) => `/run/secrets/${name}`));
    expect(Object.keys(compose.secrets)).toEqual(service.secrets);
  });

  it('publishes the port that the image listens on, to this machine alone unless told', () => {
    expect(service.ports.map(byDefault)).toEqual([`127.0.0.1:8000:${imageEnvironment.get('ALBUMEN_PORT')}`]);
  });

  it('lets nobody in without a credential unless told', () => {
    expect(byDefault(service.environment.ALBUMEN_NO_AUTH ?? '')).toBe('false');
  });

  it('keeps the data folder of the image in its only volume; besides, only /tmp can be written', () => {
    const [name] = Object.keys(compose.volumes);
    expect(service.volumes).toEqual([`${name}:${imageEnvironment.get('ALBUMEN_DATA_DIR')}`]);
    expect(service.tmpfs).toEqual(['/tmp']);
  });

  it("joins Immich's network, whatever its name", () => {
    const { immich } = compose.networks;
    expect(service.networks).toEqual(['immich']);
    expect(immich?.name).toBe(`\${IMMICH_NETWORK:-${byDefault(immich?.name ?? '')}}`);
  });

  it('asks for health as the image does', () => {
    const { test, interval, timeout, start_period, retries } = service.healthcheck;
    expect(test).toEqual(['CMD', ...(image?.healthcheck?.command ?? [])]);
    expect({ interval, timeout, 'start-period': start_period, retries: String(retries) }).toEqual(
      image?.healthcheck?.flags,
    );
  });

  it('gives the program longer to end than it takes at most', () => {
    expect(Number.parseInt(service.stop_grace_period, 10)).toBeGreaterThan(10);
  });
});
