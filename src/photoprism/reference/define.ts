/** The way to define a tool over PhotoPrism's reference: it has no services, so that it can touch no library. */
import { toolDefiners } from '../../catalog/define-tools.ts';

export const { defineTool } = toolDefiners<undefined>();
