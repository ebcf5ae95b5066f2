/** Puts ids in place of the names of Immich's albums, assets, people and tags. */

import { success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { type NamingRules, nameResolver } from '../../naming/resolve-names.ts';
import type { ImmichLibrary } from '../connection.ts';
import { knownNames } from './known-names.ts';
import { assetsNamed } from './named-assets.ts';
import { type Nameable, uuid } from './reference.ts';

/** What in Immich can be named, and where its names are found. */
export const namingRules: NamingRules<Nameable, ImmichLibrary> = {
  plurals: { album: 'albums', asset: 'assets', person: 'people', tag: 'tags' },
  isId: (_kind, text) => uuid.test(text),
  async candidates(kind, names, library, call) {
    if (kind !== 'asset') {
      const all = await knownNames[kind](library, call);
      return all.ok ? success(names.map(() => all.value)) : all;
    }
    return inParallel(names, (name) => assetsNamed(library, name, call));
  },
};

/** The arguments with ids in place of names; fails where a name is unknown or several things have it. */
export const resolveNames = nameResolver(namingRules);
