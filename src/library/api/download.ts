/** The download routes. */
import { Hono } from 'hono';
import type { Routes } from './app.ts';
import type { ApiEnv } from './context.ts';

export const downloadRoutes: Routes = () => {
  const app = new Hono<ApiEnv>();
  return app;
};
