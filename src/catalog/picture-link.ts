/** Addresses in place of pictures: for clients that show or fetch them themselves, where a server can be asked for them. */
import * as z from 'zod';
import type { BoundTool } from './binding.ts';
import type { Caller } from './caller.ts';

/** A picture that an address leads to. */
export interface LinkedPicture {
  /** Of the asset, as its library knows it. */
  readonly id: string;
  readonly size: 'thumb' | 'preview';
}

/** Makes the addresses of one server. */
export interface PictureLinks {
  /** Where this caller, and whoever they give it to, gets the picture for `minutes`. */
  addressOf(picture: LinkedPicture, caller: Caller): string;
  readonly minutes: number;
}

/** A running call's way to them: those of its own caller. */
export interface CallLinks extends Pick<PictureLinks, 'minutes'> {
  addressOf(picture: LinkedPicture): string;
}

/** What a tool that shows pictures takes beside its own arguments, where there are addresses. */
export const linkControls = z.strictObject({
  links: z.boolean().default(false).describe('Addresses instead of images'),
});

/** The tools as they are listed where there are addresses; elsewhere nobody pays for the argument. */
export function listingLinks(tools: readonly BoundTool[], offered: boolean): readonly BoundTool[] {
  if (!offered) return tools;
  return tools.map((tool) =>
    tool.offersLinks === true
      ? { ...tool, input: z.strictObject({ ...tool.input.shape, ...linkControls.shape }) }
      : tool,
  );
}
