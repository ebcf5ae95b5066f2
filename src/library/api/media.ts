/** The media routes. */
import { Hono } from 'hono';
import type { Routes } from './app.ts';
import type { ApiEnv } from './context.ts';

export const mediaRoutes: Routes = () => {
  const app = new Hono<ApiEnv>();
  return app;
};
