/** What the facets of a PhotoPrism library have in common. */
import type { Facet } from '../../restoring/facet.ts';
import type { PhotoPrismLibrary } from '../connection.ts';

/** One kind of state of a PhotoPrism library. */
export type PhotoPrismFacet = Facet<PhotoPrismLibrary>;
