/** Which copy Immich would keep. */
import type { ExifResponseDto } from '@immich/sdk';
import type { AssetDto } from './asset-dto.ts';

function countFacts(exif: ExifResponseDto | undefined): number {
  return Object.values(exif ?? {}).filter(Boolean).length;
}

/** The largest file; of several, the one that says most about itself; of several of these, the last. None of no assets. */
export function suggestedKeepers(assets: readonly AssetDto[]): string[] {
  const sizeOf = ({ exifInfo }: AssetDto) => exifInfo?.fileSizeInByte ?? 0;
  const largest = Math.max(...assets.map(sizeOf));
  const candidates = assets.filter((asset) => sizeOf(asset) === largest);
  const mostFacts = Math.max(...candidates.map(({ exifInfo }) => countFacts(exifInfo)));
  const best = candidates.findLast(({ exifInfo }) => countFacts(exifInfo) === mostFacts);
  return best === undefined ? [] : [best.id];
}
