/** Where PhotoPrism is, and how it is asked. */
import * as z from 'zod';
import { count, number, serverAddress, text } from './read.ts';
import { setting } from './setting.ts';

export const photoprismSettings = {
  photoprismBaseUrl: setting({
    env: 'PHOTOPRISM_BASE_URL',
    flag: '--photoprism-base-url <url>',
    describe: 'Address of the PhotoPrism server; without it there is none',
    form: {
      title: 'PhotoPrism address',
      kind: 'text',
      ask: 'For photos on a PhotoPrism server: its address as in your browser. It needs the app password, too.',
    },
    // The API's own address and that of the web app lead to the same server.
    read: (value) => serverAddress(value?.replace(/\/(api\/v1|library(\/.*)?)\/*$/, '')),
  }),
  photoprismAccessToken: setting({
    env: 'PHOTOPRISM_ACCESS_TOKEN',
    describe: 'App password or access token of PhotoPrism; uploads need an app password',
    fromFile: true,
    form: {
      title: 'PhotoPrism app password',
      kind: 'text',
      ask: 'Made in PhotoPrism: Settings > Account > Apps and Devices.',
    },
    read: text(
      z
        .string()
        .regex(/^[\x21-\x7e]+$/, 'must be one line without spaces')
        .optional(),
    ),
  }),
  photoprismTimeout: setting({
    env: 'PHOTOPRISM_TIMEOUT',
    flag: '--photoprism-timeout <seconds>',
    describe: 'Seconds to wait for one answer of PhotoPrism',
    fallback: '30',
    read: number(30, 0.1, 3600),
  }),
  photoprismMaxRetries: setting({
    env: 'PHOTOPRISM_MAX_RETRIES',
    flag: '--photoprism-max-retries <count>',
    describe: 'Further tries after a passing fault, for requests that only read',
    fallback: '3',
    read: count(3, 10),
  }),
};
