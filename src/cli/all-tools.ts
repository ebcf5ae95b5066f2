/** Every tool of the program, whatever it works with: for documents, checks and the doctor. */
import { immichTools } from '../immich/tools/all.ts';
import { historyTools } from '../journal/tools/all.ts';
import { photoprismTools } from '../photoprism/tools/all.ts';
import { allReferenceTools } from './reference.ts';

/** What a tool is, apart from how it is called. */
export const allTools = [...immichTools, ...photoprismTools, ...historyTools, ...allReferenceTools];
