/** The way to define a prompt that works on an Immich library. */
import { promptDefiner } from '../../catalog/prompt.ts';
import type { ImmichLibrary } from '../connection.ts';

export const definePrompt = promptDefiner<ImmichLibrary>();
