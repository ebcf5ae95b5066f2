import type { TakenAt } from './taken.ts';

/** What a program that organises photos writes about one of them. */
export interface XmpFacts {
  readonly rating?: number | undefined;
  readonly description?: string | undefined;
  /** Paths of keywords, parts separated by `|`. */
  readonly keywords?: readonly string[] | undefined;
  readonly takenAt?: TakenAt | undefined;
  readonly make?: string | undefined;
  readonly model?: string | undefined;
  /** Drawn on a cylinder (Google's photo sphere schema). */
  readonly panorama?: boolean | undefined;
}

const NAMESPACES = {
  xmp: 'http://ns.adobe.com/xap/1.0/',
  dc: 'http://purl.org/dc/elements/1.1/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  GPano: 'http://ns.google.com/photos/1.0/panorama/',
} as const;

/**
 * An XMP packet (ISO 16684-1) with these facts; undefined if there are none. Keywords are written twice, as Lightroom
 * does: as paths, and each part on its own.
 */
export function xmpPacket(facts: XmpFacts): string | undefined {
  const attributes = simpleProperties(facts);
  const elements = [
    facts.description === undefined ? '' : alternatives(facts.description),
    facts.keywords === undefined ? '' : keywordBags(facts.keywords),
  ].join('');
  if (attributes === '' && elements === '') {
    return undefined;
  }
  const names = Object.entries(NAMESPACES).map(([prefix, address]) => `xmlns:${prefix}="${address}"`);
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" ${names.join(' ')}${attributes}>${elements}</rdf:Description>`,
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('');
}

function simpleProperties({ rating, takenAt, make, model, panorama }: XmpFacts): string {
  const properties: Record<string, string | undefined> = {
    'xmp:Rating': rating?.toString(),
    'exif:DateTimeOriginal': takenAt,
    'tiff:Make': make,
    'tiff:Model': model,
    'GPano:ProjectionType': panorama ? 'cylindrical' : undefined,
  };
  return Object.entries(properties)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeXml(value)}"`))
    .join('');
}

function alternatives(text: string): string {
  return `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt></dc:description>`;
}

function keywordBags(keywords: readonly string[]): string {
  const parts = [...new Set(keywords.flatMap((path) => path.split('|')))];
  return `<dc:subject>${bag(parts)}</dc:subject><lr:hierarchicalSubject>${bag(keywords)}</lr:hierarchicalSubject>`;
}

function bag(values: readonly string[]): string {
  return `<rdf:Bag>${values.map((value) => `<rdf:li>${escapeXml(value)}</rdf:li>`).join('')}</rdf:Bag>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
