/** The tool that shows a model what happens in a video. */
import * as z from 'zod';
import type { DefineTool } from '../../catalog/define-tools.ts';
import { failed, type Result } from '../../catalog/result.ts';
import { shortFileName } from '../../catalog/short-text.ts';
import type { Tool } from '../../catalog/tool.ts';
import type { Seeing, SeenAsset } from '../eyes.ts';
import { nameRoom, nothingToSee } from '../tell-assets.ts';

/** Frames in one answer: so small, each, that all of them cost less than a page of a list. */
const mostFrames = 16;

/** How many frames are wanted. Its bounds are checked but not listed. */
export const frameCount = z
  .int()
  .refine((count) => count >= 1 && count <= mostFrames, `must be from 1 to ${mostFrames}`)
  .describe(`Up to ${mostFrames}`);

/** A moment of a video. Its bounds are checked but not listed. */
const moment = z
  .number()
  .refine((seconds) => seconds >= 0 && seconds <= 1_000_000, 'must be seconds from the beginning')
  .optional()
  .describe('Seconds');

/** What differs between kinds of libraries. */
export interface VideoReferences {
  /** The argument by which it names assets. */
  readonly asset: z.ZodString;
}

/** `view_video` for one kind of library. */
export function viewVideoTool<Services extends Seeing>(
  defineTool: DefineTool<Services>,
  { asset }: VideoReferences,
): Tool<Services> {
  return defineTool({
    name: 'view_video',
    title: 'View a video',
    description: 'Shows evenly spaced frames of a video.',
    toolset: 'view',
    effect: 'read',
    permission: 'view',
    scopes: ['asset.read', 'asset.view'],
    input: z.strictObject({
      asset_id: asset,
      frames: frameCount.default(8),
      from: moment,
      to: moment,
      as: z.enum(['strip', 'frames']).default('strip').describe('strip: one image'),
    }),
    output: z.looseObject({ id: z.string(), image_tokens: z.int() }),
    async run({ asset_id: id, frames, from, to, as }, { eyes }, call) {
      const backwards = backwardsIn(from, to);
      if (backwards !== undefined) return backwards;
      const looked = await eyes.lookUp([id], call);
      if (!looked.ok) return looked;
      const [found] = looked.value.found;
      if (found === undefined) return nothingToSee(eyes.library, looked.value);
      const stream = await eyes.video(found, call);
      if (!stream.ok && stream.failure.code === 'unsupported' && !found.isVideo) return isPhoto(found);
      const { showVideo } = await import('../video/show-video.ts');
      return showVideo(eyes, found, stream, { frames, from, to, as }, call);
    },
  });
}

function backwardsIn(from = 0, to = Number.POSITIVE_INFINITY): Result<never> | undefined {
  return to > from ? undefined : failed('invalid_input', 'to: it must be later than from.');
}

function isPhoto({ file }: SeenAsset): Result<never> {
  const name = JSON.stringify(shortFileName(file, nameRoom.few));
  return failed('invalid_input', `${name} is a photo, and has no clip.`, 'Look at it with view_assets.');
}
