import { describe, expect, it } from 'vitest';
import { allowedNames } from '../../../src/server/door/allowed-names.ts';

const loopback = allowedNames({ host: '127.0.0.1' });
const home = allowedNames({
  host: '192.168.1.10',
  serverUrl: 'https://photos.example.com/albumen',
  hosts: ['albumen', 'fd00::5'],
  origins: ['https://chat.example.com', 'http://other.example:3000'],
});
const everywhere = allowedNames({ host: '0.0.0.0', hosts: ['albumen'] });

describe('Host', () => {
  it.each([
    [loopback, 'localhost'],
    [loopback, 'LOCALHOST:8000'],
    [loopback, '127.0.0.1:8000'],
    [loopback, '[::1]:8000'],
    [allowedNames({ host: '127.0.0.5' }), '127.0.0.5:8000'],
    [allowedNames({ host: 'fd00::1' }), '[fd00::1]:8000'],
    [home, '192.168.1.10:8000'],
    [home, 'photos.example.com'],
    [home, 'albumen:8000'],
    [home, '[fd00::5]'],
    [everywhere, '10.0.0.7:8000'],
    [everywhere, '[fd00::9]:8000'],
  ])('%# allows %s', (names, host) => {
    expect(names.host(host)).toBe(true);
  });

  it.each([
    [loopback, ''],
    [loopback, '192.168.1.10'],
    [loopback, 'evil.example'],
    [loopback, 'localhost.'],
    [loopback, 'localhost.evil.example'],
    [loopback, 'evil.example@localhost'],
    [loopback, 'localhost/'],
    [loopback, 'localhost:8000:8000'],
    [loopback, 'localhost:'],
    [loopback, 'localhost, evil.example'],
    [loopback, 'local host'],
    [loopback, '127.1'],
    [loopback, '0x7f000001'],
    [loopback, '::1'],
    [home, '192.168.1.11'],
    [home, 'chat.example.com'],
    [everywhere, 'evil.example'],
    [everywhere, '10.0.0.7.evil.example'],
    [everywhere, '2130706433'],
  ])('%# refuses %j', (names, host) => {
    expect(names.host(host)).toBe(false);
  });
});

describe('Origin', () => {
  it.each([
    [loopback, 'http://localhost:3000'],
    [loopback, 'https://127.0.0.1'],
    [loopback, 'http://[::1]:5173'],
    [home, 'https://photos.example.com'],
    [home, 'https://chat.example.com'],
    [home, 'http://other.example:3000'],
  ])('%# allows %s', (names, origin) => {
    expect(names.origin(origin)).toBe(true);
  });

  it.each([
    [loopback, 'null'],
    [loopback, ''],
    [loopback, 'localhost'],
    [loopback, 'https://evil.example'],
    [loopback, 'file://localhost'],
    [loopback, 'chrome-extension://localhost'],
    [home, 'http://chat.example.com'],
    [home, 'https://chat.example.com:444'],
    [home, 'http://other.example'],
    [everywhere, 'http://10.0.0.7:8000'],
  ])('%# refuses %j', (names, origin) => {
    expect(names.origin(origin)).toBe(false);
  });
});
