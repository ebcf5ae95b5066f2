/** Keywords that files carry, as tag paths. */
import { type TagGroup, textsOf } from './metadata-values.ts';

/** More keywords than this are no person's work; the rest is left out. */
const keywordLimit = 200;
const levelLimit = 255;
/** Deeper than anybody sorts; each level is a tag of its own. */
const depthLimit = 20;

function pathOf(levels: readonly string[]): string {
  // Some systems take accents apart: without one form for both, a tag would be there twice.
  const named = levels.map((level) => level.normalize('NFC').replaceAll('/', '|').trim().slice(0, levelLimit));
  return named
    .filter((level) => level !== '')
    .slice(0, depthLimit)
    .join('/');
}

/** digiKam and most others separate levels by `/`, Lightroom by `|` (where a `/` belongs to the name). */
function hierarchical(xmp: TagGroup): string[] {
  const digiKam = textsOf(xmp, 'TagsList').map((path) => pathOf(path.split('/')));
  if (digiKam.length > 0) return digiKam;
  return textsOf(xmp, 'hierarchicalSubject').map((path) => pathOf(path.split('|')));
}

/**
 * The tag paths of one file: the hierarchical ones, and of the flat keywords (XMP subject, IPTC) those that are no level
 * of such a path, because programs repeat every level there. In the file's order, without repetitions.
 */
export function tagPathsOf(xmp: TagGroup, iptc: TagGroup): string[] {
  const paths = hierarchical(xmp);
  const levels = new Set(paths.flatMap((path) => path.split('/')));
  const flat = [...textsOf(xmp, 'subject'), ...textsOf(iptc, 'Keywords')];
  const own = flat.map((keyword) => pathOf(keyword.split('/'))).filter((path) => !levels.has(path));
  return [...new Set([...paths, ...own])].filter((path) => path !== '').slice(0, keywordLimit);
}
