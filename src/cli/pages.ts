/** The pages that hosts show inside the chat; each is loaded when a host asks for it. */
import { definePage } from '../catalog/resource.ts';

export const allPages = [
  definePage({
    page: 'duplicate-board',
    title: 'Duplicate board',
    description: 'Groups of duplicates side by side, to decide what is kept.',
    toolset: 'duplicates',
    permission: 'search',
    html: async () => (await import('../apps/duplicate-board/page.html')).default,
  }),
  definePage({
    page: 'contact-sheet',
    title: 'Contact sheet',
    description: 'Photos day by day, to look through and to select.',
    toolset: 'view',
    permission: 'view',
    html: async () => (await import('../apps/contact-sheet/page.html')).default,
  }),
  definePage({
    page: 'history',
    title: 'History',
    description: 'What was changed, with pictures, to take it back.',
    toolset: 'history',
    permission: 'view',
    html: async () => (await import('../apps/history/page.html')).default,
  }),
];
