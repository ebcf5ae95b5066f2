/** The whole API: one file of routes per area, mounted under `/api`. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { sharePageRoutes } from '../share-page/routes.ts';
import { activityRoutes } from './activities.ts';
import { albumRoutes } from './albums.ts';
import { answer } from './answer.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { assetRoutes } from './assets.ts';
import { createRequires, type Requires } from './authentication.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { downloadRoutes } from './download.ts';
import { duplicateRoutes } from './duplicates.ts';
import { ApiError } from './errors.ts';
import { faceRoutes } from './faces.ts';
import { mediaRoutes } from './media.ts';
import { peopleRoutes } from './people.ts';
import { searchRoutes } from './search.ts';
import { serverRoutes } from './server.ts';
import { sharedLinkRoutes } from './shared-links.ts';
import { stackRoutes } from './stacks.ts';
import { tagRoutes } from './tags.ts';
import { timelineRoutes } from './timeline.ts';
import { trashRoutes } from './trash.ts';
import { uploadRoutes } from './upload.ts';
import { userRoutes } from './users.ts';

/** The routes of one area, with paths as in the contract (`/albums/:id`), each guarded by `requires(permission)`. */
export type Routes = (context: ApiContext, requires: Requires) => Hono<ApiEnv>;

const areas: Routes[] = [
  serverRoutes,
  userRoutes,
  apiKeyRoutes,
  uploadRoutes,
  assetRoutes,
  mediaRoutes,
  trashRoutes,
  downloadRoutes,
  searchRoutes,
  timelineRoutes,
  albumRoutes,
  sharedLinkRoutes,
  peopleRoutes,
  faceRoutes,
  activityRoutes,
  stackRoutes,
  tagRoutes,
  duplicateRoutes,
];

/** Composes the API; its `fetch` answers any request and never rejects. */
export function createApp(context: ApiContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>({ strict: false });
  const requires = createRequires(context);
  app.use('/api/*', async (c, next) => {
    const correlationId = randomUUID();
    c.set('correlationId', correlationId);
    await next();
    c.res.headers.set('x-correlation-id', correlationId);
  });
  app.get('/.well-known/immich', () => answer({ api: { endpoint: '/api' } }));
  for (const routes of areas) app.route('/api', routes(context, requires));
  app.route('/', sharePageRoutes(context));
  app.notFound((c) => answer({ message: `Cannot ${c.req.method} ${c.req.path}` }, 404));
  app.onError((error, c) => {
    if (error instanceof ApiError) return answer(error.body, error.status);
    context.onFault(error, { method: c.req.method, path: c.req.path, correlationId: c.get('correlationId') });
    return answer({ message: 'Internal server error' }, 500);
  });
  return app;
}
