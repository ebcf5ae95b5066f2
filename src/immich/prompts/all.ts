/** Every prompt that works on an Immich library. */
import type { Prompt } from '../../catalog/prompt.ts';
import type { ImmichLibrary } from '../connection.ts';
import { findUntagged } from './find-untagged.ts';
import { organizeAlbum } from './organize-album.ts';
import { reviewDuplicates } from './review-duplicates.ts';

export const immichPrompts: readonly Prompt<ImmichLibrary>[] = [reviewDuplicates, organizeAlbum, findUntagged];
