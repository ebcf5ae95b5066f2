/** Which file stands for a photo, and which files it has: the first can be set again, the second cannot. */
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import { sendEach } from '../../restoring/facet.ts';
import { primaryState, stackState } from '../changes/stack-states.ts';
import { photoStates } from '../changes/states.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { roleOf } from './photo-role.ts';

const nothingRemade: ReadonlyMap<string, string> = new Map();

export const primaryFiles: PhotoPrismFacet = {
  fits: (item) => roleOf(item) === 'primary',
  look: (items, library, call) =>
    photoStates(
      items.map(({ id }) => ({ id, state: primaryState })),
      library,
      call,
    ),
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    await sendEach(
      items,
      ({ id, after }) => {
        const path = ['photos', id, 'files', String(after?.primaryFile), 'primary'];
        return library.request({ method: 'POST', path, answer: z.unknown() }, call);
      },
      errors,
    );
    return { errors, remade: nothingRemade };
  },
};

export const stackedFiles: PhotoPrismFacet = {
  fits: (item) => roleOf(item) === 'stack',
  objection: () => 'was taken out of a stack, which PhotoPrism does not put together again',
  look: (items, library, call) =>
    photoStates(
      items.map(({ id }) => ({ id, state: stackState })),
      library,
      call,
    ),
  send: async () => ({ errors: new Map<ChangeItem, string>(), remade: nothingRemade }),
};
