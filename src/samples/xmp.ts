import type { TakenAt } from './taken.ts';

/** Whose face is where: centre, width and height in parts of the picture as stored. */
export interface SampleFace {
  readonly name: string;
  readonly area: readonly [x: number, y: number, width: number, height: number];
}

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
  readonly faces?: readonly SampleFace[] | undefined;
  /** Pixels of the picture that the faces are in. */
  readonly width?: number;
  readonly height?: number;
}

const NAMESPACES = {
  xmp: 'http://ns.adobe.com/xap/1.0/',
  dc: 'http://purl.org/dc/elements/1.1/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  GPano: 'http://ns.google.com/photos/1.0/panorama/',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
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
    facts.faces === undefined ? '' : faceRegions(facts.faces, facts),
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

/** As the Metadata Working Group wants them (guidelines 2.0, 5.9), and digiKam and Lightroom write them. */
function faceRegions(faces: readonly SampleFace[], { width, height }: XmpFacts): string {
  const regions = faces.map(({ name, area: [x, y, w, h] }) => {
    const area = `stArea:x="${x}" stArea:y="${y}" stArea:w="${w}" stArea:h="${h}" stArea:unit="normalized"`;
    const facts = `mwg-rs:Name="${escapeXml(name)}" mwg-rs:Type="Face"`;
    return `<rdf:li><rdf:Description ${facts}><mwg-rs:Area ${area}/></rdf:Description></rdf:li>`;
  });
  return [
    '<mwg-rs:Regions rdf:parseType="Resource">',
    `<mwg-rs:AppliedToDimensions stDim:w="${width}" stDim:h="${height}" stDim:unit="pixel"/>`,
    `<mwg-rs:RegionList><rdf:Bag>${regions.join('')}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
  ].join('');
}

function bag(values: readonly string[]): string {
  return `<rdf:Bag>${values.map((value) => `<rdf:li>${escapeXml(value)}</rdf:li>`).join('')}</rdf:Bag>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
