/** The page of one shared photo or video. */
import { html } from 'hono/html';
import { uprightSize } from '../api/asset-dto.ts';
import type { AssetRow } from '../api/asset-parts.ts';
import { mayDownload } from '../api/visitors.ts';
import type { SharedLinkRow } from '../store/shared-links.ts';
import type { Addresses } from './addresses.ts';
import { type Piece, pageAnswer } from './document.ts';
import { assetsPerPage, labelOf } from './grid-page.ts';
import { plainText } from './plain-text.ts';

export interface ShownAsset {
  link: SharedLinkRow;
  /** Of the whole link. */
  title: string;
  asset: AssetRow;
  /** From 0, among all that the link shows. */
  position: number;
  total: number;
  previousId: string | undefined;
  nextId: string | undefined;
  to: Addresses;
}

/** `localDateTime` is what the clock showed, written as if it were UTC. */
const clock = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

function takenWhen(asset: AssetRow): string {
  return clock.format(asset.localDateTime);
}

/** When, where and with what it was taken: hidden with the other metadata, except when. */
function factsOf(asset: AssetRow, { showMetadata }: SharedLinkRow): string {
  if (showMetadata === 0) return takenWhen(asset);
  const place = [asset.city, asset.country].filter(Boolean).join(', ');
  const camera = asset.model ?? asset.make ?? '';
  const parts = [takenWhen(asset), plainText(place, 100), plainText(camera, 100)];
  return parts.filter((part) => part !== '').join(' · ');
}

function video({ asset, link, to }: ShownAsset, label: string): Piece {
  const poster = asset.hasRenditions === 1 ? to.file(asset.id, 'thumbnail?size=preview') : undefined;
  // What would be played is the original, with all its metadata.
  if (link.showMetadata === 0) {
    return poster === undefined ? html`` : html`<img src="${poster}" alt="${label}">`;
  }
  const source = to.file(asset.id, 'video/playback');
  return poster === undefined
    ? html`<video controls preload="metadata" src="${source}" aria-label="${label}"></video>`
    : html`<video controls preload="none" src="${source}" poster="${poster}" aria-label="${label}"></video>`;
}

function picture(shown: ShownAsset, label: string): Piece {
  const { asset, to } = shown;
  if (asset.type === 'VIDEO') return video(shown, label);
  if (asset.hasRenditions === 0) return html`<p class="blank">There is no preview of this file.</p>`;
  const { width, height } = uprightSize(asset);
  const size = width === null || height === null ? '' : html` width="${width}" height="${height}"`;
  return html`<img src="${to.file(asset.id, 'thumbnail?size=preview')}" alt="${label}"${size}>`;
}

function paths({ title, position, total, previousId, nextId, asset, to }: ShownAsset): Piece {
  const page = Math.floor(position / assetsPerPage) + 1;
  return html`<nav aria-label="Photos">
<a href="${to.grid(page, asset.id)}">← <bdi>${title}</bdi></a>
<span class="push">${position + 1} of ${total}</span>
${previousId === undefined ? '' : html`<a href="${to.asset(previousId)}" rel="prev">Previous</a>`}
${nextId === undefined ? '' : html`<a href="${to.asset(nextId)}" rel="next">Next</a>`}
</nav>`;
}

const onlyPicture = 'This video is only shown as a picture: the link hides what its file tells.';

/** The page itself. */
export function assetPage(shown: ShownAsset): Promise<Response> {
  const { asset, link, position, to } = shown;
  const label = labelOf(asset, position, link);
  const description = link.showMetadata === 1 ? plainText(asset.description, 5000) : '';
  const fileName = plainText(asset.originalFileName, 200);
  const body = html`${paths(shown)}
<main><figure>
${picture(shown, label)}
<figcaption>
<h1><bdi>${label}</bdi></h1>
<p class="facts">${factsOf(asset, link)}</p>
${asset.type === 'VIDEO' && link.showMetadata === 0 ? html`<p class="text">${onlyPicture}</p>` : ''}
${description === '' ? '' : html`<p class="text" dir="auto">${description}</p>`}
${mayDownload(link) ? html`<a class="button" href="${to.file(asset.id, 'original')}" download="${fileName}">Download</a>` : ''}
</figcaption>
</figure></main>`;
  return pageAnswer({ title: label, body, isPrivate: link.passwordHash !== null });
}
