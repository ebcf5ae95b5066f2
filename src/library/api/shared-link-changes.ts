/** Making and changing shared links as requests ask for it. */
import * as z from 'zod';
import type { Store } from '../store/open.ts';
import { createSharedLink, type SharedLinkRow, SlugTaken, updateSharedLink } from '../store/shared-links.ts';
import { requireAlbums, requireAssets } from './access.ts';
import type { ApiCaller } from './context.ts';
import { badRequest, invalid } from './errors.ts';
import { hashPassword, longestPassword, passwordStandIn } from './shared-link-password.ts';
import { isoDateTime, storedText, uuid } from './validation.ts';

const settings = {
  description: storedText.nullable().optional(),
  password: z.string().max(longestPassword).nullable().optional(),
  slug: storedText.nullable().optional(),
  expiresAt: isoDateTime.nullable().optional(),
  allowUpload: z.boolean().optional(),
  allowDownload: z.boolean().optional(),
  showMetadata: z.boolean().optional(),
};
export const creation = z.object({
  type: z.enum(['ALBUM', 'INDIVIDUAL']),
  albumId: uuid.optional(),
  assetIds: z.array(uuid).optional(),
  ...settings,
});
export const change = z.object(settings);
type CreationBody = z.infer<typeof creation>;
type ChangeBody = z.infer<typeof change>;

const flagOf = (value: boolean) => (value ? 1 : 0);
const flagIfGiven = (value: boolean | undefined) => (value === undefined ? undefined : flagOf(value));

/** Undefined leaves the password as it is. */
async function hashToSet(password: string | null | undefined): Promise<string | null | undefined> {
  if (password === undefined || password === passwordStandIn) return undefined;
  return password ? hashPassword(password) : null;
}

async function savedOrRefused<Value>(save: Promise<Value>): Promise<Value> {
  try {
    return await save;
  } catch (error) {
    throw error instanceof SlugTaken ? badRequest('Failed to save shared link') : error;
  }
}

/** What the new link shows; throws 400 for what the caller may not share. */
async function checkShared(store: Store, caller: ApiCaller, { type, albumId, assetIds = [] }: CreationBody) {
  if (type === 'ALBUM') {
    if (albumId === undefined) throw badRequest('Invalid albumId');
    await requireAlbums(store, caller, 'album.share', [albumId]);
    return { albumId, assetIds: [] };
  }
  if (assetIds.length === 0) throw badRequest('Invalid assetIds');
  await requireAssets(store, caller, 'asset.share', assetIds);
  return { albumId: null, assetIds };
}

/** Makes a link for the caller. Throws 400 for what they may not share, and for a slug that is taken. */
export async function makeLink(store: Store, caller: ApiCaller, body: CreationBody): Promise<SharedLinkRow> {
  const { albumId, assetIds } = await checkShared(store, caller, body);
  if (body.password === passwordStandIn) throw invalid(['password'], 'Not a password');
  const { showMetadata = true, allowDownload = true, allowUpload = true } = body;
  const link = {
    userId: caller.user.id,
    slug: body.slug || null,
    type: body.type,
    albumId,
    description: body.description || null,
    passwordHash: (await hashToSet(body.password)) ?? null,
    expiresAt: body.expiresAt ?? null,
    allowUpload: flagOf(allowUpload),
    allowDownload: flagOf(allowDownload && showMetadata),
    showMetadata: flagOf(showMetadata),
  } as const;
  return savedOrRefused(createSharedLink(store, link, assetIds));
}

/** Changes the link. Throws 400 for a slug that is taken. */
export async function changeLink(store: Store, id: string, body: ChangeBody): Promise<void> {
  const passwordHash = await hashToSet(body.password);
  const update = updateSharedLink(store, id, {
    // As in Immich: a change that names no slug takes it away.
    slug: body.slug || null,
    ...(body.description === undefined ? {} : { description: body.description }),
    ...(passwordHash === undefined ? {} : { passwordHash }),
    ...(body.expiresAt === undefined ? {} : { expiresAt: body.expiresAt }),
    allowUpload: flagIfGiven(body.allowUpload),
    allowDownload: flagIfGiven(body.allowDownload),
    showMetadata: flagIfGiven(body.showMetadata),
  });
  await savedOrRefused(update);
}
