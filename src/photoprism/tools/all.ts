/** Every tool that works on a PhotoPrism library. */
import type { Tool } from '../../catalog/tool.ts';
import type { PhotoPrismLibrary } from '../connection.ts';

export const photoprismTools: readonly Tool<PhotoPrismLibrary>[] = [];
