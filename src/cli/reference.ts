/** What the program knows of PhotoPrism and Immich by itself: nothing here touches a library, so all may see it. */
import { immichReferenceResources } from '../immich/reference/resources.ts';
import { immichReferenceTools } from '../immich/reference/tools.ts';
import { referenceResources } from '../photoprism/reference/resources.ts';
import { referenceTools } from '../photoprism/reference/tools.ts';

export const allReferenceTools = [...referenceTools, ...immichReferenceTools];
export const allReferenceResources = [...referenceResources, ...immichReferenceResources];
