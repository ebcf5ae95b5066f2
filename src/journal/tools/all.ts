/** Every tool that works on the history of changes. */
import type { Tool } from '../../catalog/tool.ts';
import type { History } from './define.ts';
import { historyList, historyShow } from './look-at-history.ts';
import { pageHistory } from './page-history.ts';
import { historyUndo } from './undo.ts';

export const historyTools: readonly Tool<History>[] = [historyList, historyShow, historyUndo, pageHistory];
