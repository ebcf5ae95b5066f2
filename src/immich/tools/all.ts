/** Every tool that works on an Immich library. */
import type { Tool } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';

export const immichTools: readonly Tool<ImmichLibrary>[] = [];
