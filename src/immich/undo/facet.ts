/** What the facets of an Immich library have in common. */
import type { Facet } from '../../restoring/facet.ts';
import type { ImmichLibrary } from '../connection.ts';

/** One kind of state of an Immich library. */
export type ImmichFacet = Facet<ImmichLibrary>;
