import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

function read(env: Record<string, string>) {
  const config = readConfig(env);
  return config.ok ? config.value : config.failure.message;
}

describe('the door, with nothing set', () => {
  it('is on this machine alone, and everything in it is limited', () => {
    expect(read({})).toMatchObject({
      transport: 'stdio',
      host: '127.0.0.1',
      port: 8000,
      disableMcp: false,
      noAuth: false,
      waitForClient: false,
      allowedHosts: [],
      allowedOrigins: [],
      trustedProxies: [],
      sessionTimeout: 300,
      signInBurst: 60,
      signInInterval: 10,
      requestsPerMinute: 1200,
      requestsPerMinutePerAddress: 3000,
      toolDeadline: 55,
      metrics: 'open',
    });
  });
});

it('an IPv6 address may be given as in a URL', () => {
  expect(read({ ALBUMEN_HOST: '[::1]' })).toMatchObject({ host: '::1' });
});

describe('lists', () => {
  it('are read in lower case, without blanks', () => {
    expect(
      read({
        ALBUMEN_ALLOWED_HOSTS: ' Albumen, photos.example.com ,fd00::1,',
        ALBUMEN_ALLOWED_ORIGINS: 'https://Chat.example.com,http://localhost:3000',
        ALBUMEN_TRUSTED_PROXIES: '10.0.0.2, 172.16.0.0/12,fd00::/8',
      }),
    ).toMatchObject({
      allowedHosts: ['albumen', 'photos.example.com', 'fd00::1'],
      allowedOrigins: ['https://chat.example.com', 'http://localhost:3000'],
      trustedProxies: [
        { address: '10.0.0.2', bits: 32, family: 'ipv4' },
        { address: '172.16.0.0', bits: 12, family: 'ipv4' },
        { address: 'fd00::', bits: 8, family: 'ipv6' },
      ],
    });
  });

  it.each([
    ['ALBUMEN_ALLOWED_HOSTS', 'https://photos.example.com'],
    ['ALBUMEN_ALLOWED_HOSTS', 'photos.example.com:443'],
    ['ALBUMEN_ALLOWED_HOSTS', 'photos.example.com/albumen'],
    ['ALBUMEN_ALLOWED_HOSTS', '*'],
    ['ALBUMEN_ALLOWED_ORIGINS', 'chat.example.com'],
    ['ALBUMEN_ALLOWED_ORIGINS', 'https://chat.example.com/'],
    ['ALBUMEN_ALLOWED_ORIGINS', 'ftp://chat.example.com'],
    ['ALBUMEN_ALLOWED_ORIGINS', '*'],
    ['ALBUMEN_ALLOWED_ORIGINS', 'null'],
    ['ALBUMEN_TRUSTED_PROXIES', 'proxy'],
    ['ALBUMEN_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['ALBUMEN_TRUSTED_PROXIES', '10.0.0.0/'],
    ['ALBUMEN_TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['ALBUMEN_TRUSTED_PROXIES', '10.0.0'],
    ['ALBUMEN_TRUSTED_PROXIES', 'fd00::/129'],
  ])('%s is not %s', (name, value) => {
    expect(read({ [name]: value })).toMatch(new RegExp(`^${name} must be `));
  });
});

describe('wrong values', () => {
  it.each([
    [{ ALBUMEN_TRANSPORT: 'sse' }, 'ALBUMEN_TRANSPORT must be one of: stdio, streamable-http.'],
    [{ ALBUMEN_PORT: '65536' }, 'ALBUMEN_PORT must be a whole number from 0 to 65535.'],
    [{ ALBUMEN_PORT: '80a' }, 'ALBUMEN_PORT must be a whole number from 0 to 65535.'],
    [{ ALBUMEN_CALLS_AT_ONCE: '0' }, 'ALBUMEN_CALLS_AT_ONCE must be at least 1.'],
    [{ ALBUMEN_METRICS: 'on' }, 'ALBUMEN_METRICS must be one of: open, scope, off.'],
    [{ ALBUMEN_TLS_CERT: 'a.pem' }, 'ALBUMEN_TLS_CERT and ALBUMEN_TLS_KEY must be set together.'],
    [{ ALBUMEN_TLS_KEY: 'a.pem' }, 'ALBUMEN_TLS_CERT and ALBUMEN_TLS_KEY must be set together.'],
    [{ ALBUMEN_SERVER_URL: 'photos.example.com' }, 'ALBUMEN_SERVER_URL must be an http:// or https:// address.'],
  ])('%j are refused', (env, message) => {
    expect(read(env)).toBe(message);
  });
});
