/** Which releases of Node run Albumen. */

/** As `engines` of package.json says. */
export const earliestNode = '20.19';

/** What is wrong with this release of Node (`process.versions.node`, at that path); undefined where it is new enough. */
export function tooOld(release: string, path: string): string | undefined {
  const [major = 0, minor = 0] = numbersOf(release);
  const [firstMajor = 0, firstMinor = 0] = numbersOf(earliestNode);
  if (major > firstMajor || (major === firstMajor && minor >= firstMinor)) return undefined;
  return `This is Node ${release} (${path}). Albumen needs Node ${earliestNode} or newer.`;
}

function numbersOf(release: string): number[] {
  return release.split('.').map(Number);
}
