/** `/server`: what this server is, what it can do and how much it holds. */
import { statfs } from 'node:fs/promises';
import type {
  ServerAboutResponseDto,
  ServerConfigDto,
  ServerFeaturesDto,
  ServerMediaTypesResponseDto,
  ServerPingResponse,
  ServerStatsResponseDto,
  ServerStorageResponseDto,
  ServerVersionHistoryResponseDto,
  ServerVersionResponseDto,
  UsageByUserDto,
} from '@immich/sdk';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { answer } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { isoDate } from './dates.ts';
import { about, config, features, mediaTypes, spokenVersion, versionNumber } from './server-facts.ts';
import type { Wire } from './wire.ts';

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

function byteText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), byteUnits.length - 1);
  return `${(bytes / 1024 ** power).toFixed(1)} ${byteUnits[power]}`;
}

async function storageDto(folder: string): Promise<ServerStorageResponseDto> {
  const { bsize, blocks, bfree, bavail } = await statfs(folder);
  const [size, use, available] = [blocks * bsize, (blocks - bfree) * bsize, bavail * bsize];
  return {
    diskAvailable: byteText(available),
    diskSize: byteText(size),
    diskUse: byteText(use),
    diskAvailableRaw: available,
    diskSizeRaw: size,
    diskUseRaw: use,
    diskUsagePercentage: Math.round((use / Math.max(size, 1)) * 10_000) / 100,
  };
}

/** Per user: what is not in the trash, without the hidden clips of Live Photos; sizes without indexed folders. */
async function usageByUser({ store }: ApiContext): Promise<UsageByUserDto[]> {
  const photo = sql<boolean>`asset.type = 'IMAGE' and asset.visibility <> 'hidden'`;
  const video = sql<boolean>`asset.type = 'VIDEO' and asset.visibility <> 'hidden'`;
  const count = (which: typeof photo) => sql<number>`count(*) filter (where ${which})`;
  const bytes = (which: typeof photo) =>
    sql<number>`coalesce(sum(asset.fileSize) filter (where ${which} and asset.folderId is null), 0)`;
  return store
    .selectFrom('user')
    .leftJoin('asset', (join) =>
      join.onRef('asset.ownerId', '=', 'user.id').on('asset.deletedAt', 'is', null).on('asset.heldPath', 'is', null),
    )
    .select(['user.id as userId', 'user.name as userName'])
    .select([count(photo).as('photos'), count(video).as('videos')])
    .select([bytes(photo).as('usagePhotos'), bytes(video).as('usageVideos'), bytes(sql`true`).as('usage')])
    .select(sql<null>`null`.as('quotaSizeInBytes'))
    .groupBy('user.id')
    .orderBy('user.createdAt')
    .execute();
}

async function statisticsDto(context: ApiContext): Promise<ServerStatsResponseDto> {
  const users = await usageByUser(context);
  const sum = (field: 'photos' | 'videos' | 'usage' | 'usagePhotos' | 'usageVideos') =>
    users.reduce((total, user) => total + user[field], 0);
  return {
    photos: sum('photos'),
    videos: sum('videos'),
    usage: sum('usage'),
    usagePhotos: sum('usagePhotos'),
    usageVideos: sum('usageVideos'),
    usageByUser: users,
  };
}

export const serverRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();

  app.get('/server/ping', () => answer<Wire<ServerPingResponse>>({ res: 'pong' }));
  app.get('/server/version', () => answer<ServerVersionResponseDto>(spokenVersion));
  app.get('/server/version-history', async () => {
    const first = await context.store
      .selectFrom('user')
      .select(['id', 'createdAt'])
      .orderBy('createdAt')
      .limit(1)
      .execute();
    const entries = first.map(({ id, createdAt }) => ({ id, createdAt: isoDate(createdAt), version: versionNumber }));
    return answer<ServerVersionHistoryResponseDto[]>(entries);
  });
  app.get('/server/features', () => answer<ServerFeaturesDto>(features));
  app.get('/server/config', () =>
    answer<ServerConfigDto>({ ...config, externalDomain: context.publicUrl ?? config.externalDomain }),
  );
  app.get('/server/media-types', () => answer<ServerMediaTypesResponseDto>(mediaTypes()));

  app.get('/server/about', requires('server.about'), () => answer<ServerAboutResponseDto>(about));
  app.get('/server/storage', requires('server.storage'), async () =>
    answer<ServerStorageResponseDto>(await storageDto(context.dataDir)),
  );
  app.get('/server/statistics', requires('server.statistics', { admin: true }), async () =>
    answer<ServerStatsResponseDto>(await statisticsDto(context)),
  );
  return app;
};
