/**
 * The commands of PhotoPrism's command line, those for its developers left out.
 * https://github.com/photoprism/photoprism/tree/develop/internal/commands
 */
import { access } from './commands/access.ts';
import { cluster } from './commands/cluster.ts';
import type { CliCommand } from './commands/command.ts';
import { files } from './commands/files.ts';
import { gear } from './commands/gear.ts';
import { lists } from './commands/lists.ts';
import { recognition } from './commands/recognition.ts';
import { running } from './commands/running.ts';
import { upkeep } from './commands/upkeep.ts';
import { videos } from './commands/videos.ts';

/** Grouped by what they are about. */
export const cliCommands: readonly CliCommand[] = [
  ...running,
  ...files,
  ...videos,
  ...recognition,
  ...gear,
  ...upkeep,
  ...access,
  ...cluster,
  ...lists,
];
