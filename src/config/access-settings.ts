/** What decides about clients: the rules that hold, and the secret that protects what they entrust to the server. */
import * as z from 'zod';
import { type Edition, editions } from '../catalog/role-names.ts';
import { oneOf, text } from './read.ts';
import { setting } from './setting.ts';

export const accessSettings = {
  edition: setting<Edition>({
    env: 'ALBUMEN_EDITION',
    flag: '--edition <edition>',
    describe:
      'Edition of PhotoPrism whose rules of roles hold: `ce`, `plus`, `pro`, `portal`; in the last two a manager may see and search',
    fallback: 'ce',
    read: oneOf(editions, 'ce'),
  }),
  secret: setting({
    env: 'ALBUMEN_SECRET',
    describe:
      "Protects clients' own library keys where they are kept; at least 32 characters. Without it one is made in ALBUMEN_DATA_DIR; with PostgreSQL it has to be set, to the same on every replica",
    fromFile: true,
    read: text(z.string().min(32, 'must have at least 32 characters').optional()),
  }),
};
