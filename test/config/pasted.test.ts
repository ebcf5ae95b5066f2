import { delimiter } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

it('leaves out blanks and line breaks around what was pasted into a form', () => {
  const config = readConfig({ IMMICH_BASE_URL: ' https://photos.example.com/api/ ', IMMICH_API_KEY: '\tabc\r\n' });
  expect(config).toMatchObject({
    ok: true,
    value: { immichBaseUrl: 'https://photos.example.com', immichApiKey: 'abc' },
  });
});

it('keeps them in the names of folders', () => {
  const config = readConfig({ ALBUMEN_PHOTOS: `/srv/My Photos ${delimiter}/srv/b` });
  expect(config).toMatchObject({ ok: true, value: { photos: ['/srv/My Photos ', '/srv/b'] } });
});
