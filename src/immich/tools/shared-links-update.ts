/** The tool that alters a shared link. */
import { type SharedLinkEditDto, type SharedLinkResponseDto, updateSharedLink } from '@immich/sdk';
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import { expiryToSet, password, withoutPassword } from '../../changing/shared-link.ts';
import { updateOne } from '../changes/update-one.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { description, slug, withSlugTold } from '../shared-links/link-arguments.ts';
import { linkState } from '../shared-links/link-state.ts';
import { hasPassword, linkAlone } from '../shared-links/link-view.ts';
import { publicBase } from '../shared-links/public-base.ts';
import { readLink } from '../shared-links/read-links.ts';
import { id } from './arguments.ts';
import { defineChange } from './define.ts';

const settings = z.strictObject({
  expires_at: z.string().nullable().optional().describe('Date or time; null: never'),
  allow_download: z.boolean().optional().describe('Originals'),
  allow_upload: z.boolean().optional().describe('Anybody may add photos'),
  show_metadata: z.boolean().optional().describe('Places, names'),
  password: password.nullable().optional().describe('null clears'),
  description: description.nullable().optional().describe('null clears'),
  slug: slug.nullable().optional().describe('Readable address; null clears'),
});
type Settings = z.output<typeof settings>;

/** What is sent: the contract's fields, and the flag that Immich 2.x wants beside them. */
type EditBody = SharedLinkEditDto & { readonly changeExpiryTime?: true };

export const sharedLinksUpdate = defineChange({
  name: 'immich_shared_links_update',
  title: 'Update shared link',
  description:
    'Sets what is given of a shared link and leaves the rest, at once. A new or cleared slug ends the old readable address.',
  toolset: 'shared_links',
  effect: 'change',
  permission: 'share',
  scopes: ['sharedLink.read', 'sharedLink.update'],
  secrets: ['password'],
  input: z.strictObject({ shared_link_id: id.describe('As listed'), ...settings.shape }),
  output: z.looseObject({ id: z.string(), type: z.string() }),
  async plan({ shared_link_id, ...asked }, library, call) {
    if (Object.values(asked).every((value) => value === undefined)) {
      return failed('invalid_input', 'Nothing to change was given.', 'Give at least one setting of the link.');
    }
    const link = await readLink(library, shared_link_id, call);
    if (!link.ok) return link;
    const body = await bodyOf(asked, link.value, library, call);
    if (!body.ok) return body;
    const before = linkState(link.value);
    const after = stateAfter(body.value, link.value);
    return success({
      preview: { ...linkAlone(link.value, await publicBase(library, call)), changes: after },
      items: [{ kind: 'shared_link', id: shared_link_id, before, after }],
      ...(before.hasPassword && after.hasPassword === false ? { caution: 'its password cannot come back' } : {}),
      work: { link: link.value, body: body.value },
    });
  },
  async apply({ link: before, body }, library, call) {
    const { id } = before;
    const updated = await updateOne(library, {
      what: 'shared_link',
      send: async () => {
        const sent = await library.request((sdk) => updateSharedLink({ id, sharedLinkEditDto: body }, sdk), call);
        return withoutPassword(withSlugTold(sent, body.slug), body.password);
      },
      look: (looking) => readLink(library, id, looking),
      isSo: (now) => shows(now, body),
    });
    if (!updated.ok) return updated;
    // The answer to a change does not tell the album.
    const { album } = before;
    const now = { ...updated.value, ...(album === undefined ? {} : { album }) };
    return success({ items: [{ id, ok: true }], data: linkAlone(now, await publicBase(library, call)) });
  },
});

/** The slug is sent with every change: without it, Immich takes it away. */
async function bodyOf(
  { expires_at, ...asked }: Settings,
  link: SharedLinkResponseDto,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<EditBody>> {
  const [expiry, dialect] = [expiryToSet(expires_at), await library.dialect(call)];
  if (!expiry.ok) return expiry;
  if (!dialect.ok) return dialect;
  const byFlag = expiry.value === null && dialect.value.clearsExpiryByFlag;
  return success({
    slug: asked.slug === undefined ? link.slug : asked.slug,
    ...(expiry.value === undefined ? {} : { expiresAt: expiry.value }),
    ...(byFlag ? { changeExpiryTime: true as const } : {}),
    ...(asked.allow_download === undefined ? {} : { allowDownload: asked.allow_download }),
    ...(asked.allow_upload === undefined ? {} : { allowUpload: asked.allow_upload }),
    ...(asked.show_metadata === undefined ? {} : { showMetadata: asked.show_metadata }),
    ...(asked.password === undefined ? {} : { password: asked.password }),
    ...(asked.description === undefined ? {} : { description: asked.description }),
  });
}

/** What `body` makes of the link: the slug goes along with every change, but is none of it unless it becomes another one. */
function stateAfter({ password, changeExpiryTime: _, slug: sent, ...fields }: EditBody, before: SharedLinkResponseDto) {
  return {
    ...fields,
    ...(sent === before.slug ? {} : { slug: sent ?? null }),
    ...(password === undefined ? {} : { hasPassword: password !== null }),
  };
}

/** Whether a link reads as `body` wanted it. Some libraries tell of a password only that there is one. */
function shows(
  link: SharedLinkResponseDto,
  { password, changeExpiryTime: _, expiresAt, ...fields }: EditBody,
): boolean {
  const asGiven = Object.entries(fields).every(([name, value]) => (Reflect.get(link, name) ?? '') === (value ?? ''));
  const expires = expiresAt === undefined || timeOf(link.expiresAt) === timeOf(expiresAt);
  return asGiven && expires && (password === undefined || hasPassword(link) === (password !== null));
}

function timeOf(moment: string | null): number | null {
  return moment === null ? null : Date.parse(moment);
}
