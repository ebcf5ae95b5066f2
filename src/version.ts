/** Albumen's own version, as in package.json. */
import manifest from '../package.json' with { type: 'json' };

export const version: string = manifest.version;
/** What Albumen calls itself to servers and clients. */
export const productName = 'albumen';
