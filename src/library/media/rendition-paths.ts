/** Where the renditions of an asset lie in the data directory. */
import { join } from 'node:path';

function renditionPath(dataDir: string, assetId: string, name: string): string {
  return join(dataDir, 'thumbs', assetId.slice(0, 2), assetId.slice(2, 4), `${assetId}-${name}`);
}

/** The thumbnail: WebP, longest side 250 px. The file is there when the asset's `hasRenditions` is 1. */
export function thumbnailPath(dataDir: string, assetId: string): string {
  return renditionPath(dataDir, assetId, 'thumbnail.webp');
}

/** The preview: JPEG, longest side 1440 px. The file is there when the asset's `hasRenditions` is 1. */
export function previewPath(dataDir: string, assetId: string): string {
  return renditionPath(dataDir, assetId, 'preview.jpg');
}
