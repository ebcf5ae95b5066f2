/** PhotoPrism's editions, and which of them have a setting. */
import type { PaidEdition } from './config/option.ts';

/** Those that can be asked for. */
export const editions = ['ce', 'plus', 'pro', 'portal'] as const;
export type Edition = (typeof editions)[number];

/**
 * The edition whose source the settings were read from. Of the others only those differences are known that the public
 * documents tell, which is why an answer about them is called advisory.
 */
export const ownEdition = 'ce';

/** Whether an edition has a setting that only `only` have; all have it where that is empty. */
export function isIn(edition: Edition | 'all', only: readonly PaidEdition[]): boolean {
  return edition === 'all' || only.length === 0 || only.some((one) => one === edition);
}

/** The most demanding of the editions that have a setting; `all` where every one has it. */
export function supportedBy(only: readonly PaidEdition[]): PaidEdition | 'all' {
  return (['portal', 'pro', 'plus'] as const).find((edition) => only.includes(edition)) ?? 'all';
}
