/** The versions of Immich that Albumen is made for. */

const oldest = [2, 7] as const;
const newest = [3, 2] as const;

/** In words. */
export const supportedVersions = `${oldest.join('.')} to ${newest.join('.')}`;

/** Where a version such as `3.1.0` stands. */
export function standingOf(version: string): 'supported' | 'too old' | 'newer' {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) return 'too old';
  return major > newest[0] || (major === newest[0] && minor > newest[1]) ? 'newer' : 'supported';
}
