/** The tool that shares an album by a link. */
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { expiryToSet, withoutPassword } from '../../changing/shared-link.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { requireAlbum } from '../changes/album-states.ts';
import { linkState, linksOf } from '../changes/link-states.ts';
import { isAsWanted, linkForm, type WantedLink } from '../changes/send-link.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { type LinkRow, linkRow } from '../link-row.ts';
import { linkView, publicAddress } from '../present/link.ts';
import { albumId } from './arguments.ts';
import { defineChange } from './define.ts';
import { linkSettings } from './share-arguments.ts';

interface CreateWork {
  readonly album_id: string;
  readonly title: string;
  readonly wanted: WantedLink;
  /** Uids of the links that the album has. */
  readonly there: ReadonlySet<string>;
}

export const sharesCreate = defineChange({
  name: 'photoprism_shares_create',
  title: 'Share a PhotoPrism album',
  description: 'Makes a link: whoever has its address sees the photos of the album, also those added later.',
  toolset: 'photoprism_shares',
  effect: 'add',
  permission: 'share',
  scopes: ['albums', 'shares'],
  secrets: ['password'],
  input: z.strictObject({
    album_id: albumId,
    expires_at: z.string().optional().describe('Date or time; omit for never'),
    ...linkSettings,
  }),
  output: z.looseObject({ id: z.string(), url: z.string() }),
  async plan({ album_id, expires_at, max_views, password, slug }, library, call) {
    const expiry = expiryToSet(expires_at);
    if (!expiry.ok) return expiry;
    const album = await requireAlbum(album_id, library, call);
    if (!album.ok) return album;
    const links = await linksOf(album_id, library, call);
    if (!links.ok) return links;
    const wanted: WantedLink = {
      slug: slug ?? album.value.Slug,
      maxViews: max_views ?? 0,
      expiresAt: expiry.value ?? null,
      password,
    };
    const there = new Set((links.value ?? []).map(({ UID }) => UID));
    const title = shortText(album.value.Title, 100);
    return success({
      preview: {
        album_id,
        title,
        photos: album.value.PhotoCount,
        links_already: there.size === 0 ? undefined : there.size,
        expires_at: wanted.expiresAt ?? undefined,
        has_password: password === undefined ? undefined : true,
      },
      items: [],
      work: { album_id, title, wanted, there },
    });
  },
  async apply(work: CreateWork, library, call) {
    const { album_id, title, wanted } = work;
    const path = ['albums', album_id, 'links'];
    const sent = await library.request({ method: 'POST', path, body: linkForm(wanted), answer: linkRow }, call);
    const made = withoutPassword(
      await madeLink(sent.ok ? success(sent.value.body) : sent, work, library),
      wanted.password,
    );
    if (!made.ok) return made;
    const link = made.value;
    return success({
      items: [{ id: link.UID, ok: true, made: { kind: 'photoprism_link', after: linkState(link, album_id) } }],
      data: {
        ...linkView(link, album_id, await publicAddress(library, lookAgain())),
        title,
        warning: isAsWanted(link, wanted) ? undefined : notAsWanted(link, wanted),
      },
    });
  },
});

/** The link as it is in the library now, which is looked at whatever the answer was. */
async function madeLink(
  answer: Result<LinkRow>,
  { album_id, there }: CreateWork,
  library: PhotoPrismLibrary,
): Promise<Result<LinkRow>> {
  if (!answer.ok && !isUnclear(answer.failure)) return answer;
  const now = await linksOf(album_id, library, lookAgain());
  const fresh = now.ok ? (now.value ?? []).filter(({ UID }) => !there.has(UID)) : [];
  const found = answer.ok
    ? fresh.find(({ UID }) => UID === answer.value.UID)
    : fresh.length === 1
      ? fresh[0]
      : undefined;
  if (found !== undefined) return success(found);
  if (answer.ok) return now.ok ? failed('conflict', `${library.name} answered with a link that is not there.`) : answer;
  const state = now.ok && fresh.length === 0 ? 'The link was not made.' : 'Whether the link was made is unclear.';
  return failed(answer.failure.code, `${answer.failure.message} ${state}`, 'Look with photoprism_shares_list first.');
}

/** What a person must know of a link that is not as they wanted it: it may be open to everybody. */
function notAsWanted(link: LinkRow, { password }: WantedLink): string {
  return password !== undefined && !link.VerifyPassword
    ? 'PhotoPrism does not say that this link asks for a password: open it to see, or delete it.'
    : 'PhotoPrism did not take everything that was set: this is how the link is now.';
}
