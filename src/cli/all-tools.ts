/** Every tool of the program, whatever it works with: for documents, checks and the doctor. */
import { immichTools } from '../immich/tools/all.ts';
import { historyTools } from '../journal/tools/all.ts';
import { photoprismTools } from '../photoprism/tools/all.ts';
import { allReferenceTools } from './reference.ts';

/** Those that an Immich server has part in: what an Immich API key must be allowed is known from them. */
export const immichSideTools = [...immichTools, ...historyTools, ...allReferenceTools];

/** What a tool is, apart from how it is called. */
export const allTools = [...immichTools, ...photoprismTools, ...historyTools, ...allReferenceTools];
