/** The page with the thumbnails of a shared album, or of chosen assets. */
import { html } from 'hono/html';
import { uprightSize } from '../api/asset-dto.ts';
import type { AssetRow } from '../api/asset-parts.ts';
import type { SharedLinkRow } from '../store/shared-links.ts';
import type { Addresses } from './addresses.ts';
import { type Piece, pageAnswer } from './document.ts';
import { plainText } from './plain-text.ts';

/** Thumbnails on one page: what a phone loads in a few seconds. */
export const assetsPerPage = 120;

export interface Grid {
  link: SharedLinkRow;
  title: string;
  description: string;
  assets: readonly AssetRow[];
  /** How many the link shows in all. */
  total: number;
  /** From 1. */
  page: number;
  to: Addresses;
}

const longDate = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** `0:07`, `1:02:03`. */
function clockLength(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** How an asset is called where it cannot be seen; the name of its file is hidden with the other metadata. */
export function labelOf(asset: AssetRow, position: number, { showMetadata }: SharedLinkRow): string {
  const kind = asset.type === 'VIDEO' ? 'Video' : 'Photo';
  return showMetadata === 1 ? plainText(asset.originalFileName, 200) : `${kind} ${position + 1}`;
}

function tile(asset: AssetRow, position: number, { link, to }: Grid): Piece {
  const { width, height } = uprightSize(asset);
  const label = labelOf(asset, position, link);
  const picture =
    asset.hasRenditions === 1
      ? html`<img src="${to.file(asset.id, 'thumbnail')}" alt="${label}" width="${width ?? 4}" height="${height ?? 3}" loading="lazy" decoding="async">`
      : html`<span class="blank"><bdi>${label}</bdi></span>`;
  const badge =
    asset.type === 'VIDEO'
      ? html`<span class="badge">▶ ${asset.durationMs === null ? '' : clockLength(asset.durationMs)}</span>`
      : '';
  return html`<li id="a${asset.id}"><a href="${to.asset(asset.id)}">${picture}${badge}</a></li>`;
}

function pager({ page, total, to }: Grid): Piece {
  const last = Math.max(1, Math.ceil(total / assetsPerPage));
  if (last === 1) return html``;
  return html`<nav aria-label="Pages">
${page > 1 ? html`<a href="${to.grid(1)}">First</a> <a href="${to.grid(page - 1)}" rel="prev">Previous</a>` : ''}
<span>Page ${page} of ${last}</span>
${page < last ? html`<a href="${to.grid(page + 1)}" rel="next">Next</a> <a href="${to.grid(last)}">Last</a>` : ''}
</nav>`;
}

function counted(total: number): string {
  if (total === 0) return 'There are no photos here yet.';
  return total === 1 ? '1 item' : `${total.toLocaleString('en')} items`;
}

/** The page itself. */
export function gridPage(grid: Grid): Promise<Response> {
  const { link, title, description, assets, total, page } = grid;
  const before = (page - 1) * assetsPerPage;
  const until = link.expiresAt === null ? '' : html` This link works until ${longDate.format(link.expiresAt)} (UTC).`;
  const body = html`<header>
<h1 dir="auto">${title}</h1>
${description === '' ? '' : html`<p class="text" dir="auto">${description}</p>`}
<p class="facts">${counted(total)}</p>
</header>
<main>
<ul class="grid">
${assets.map((asset, index) => tile(asset, before + index, grid))}
</ul>
${pager(grid)}
</main>
<footer>Shared photos.${until}</footer>`;
  return pageAnswer({ title, body, isPrivate: link.passwordHash !== null });
}
