/** Commands of PhotoPrism that see to cameras and lenses. */
import { type CliCommand, report, yes } from './command.ts';

export const gear: readonly CliCommand[] = [...gearCommands('cameras', 'camera'), ...gearCommands('lenses', 'lens')];

/** Cameras and lenses have the same. */
function gearCommands(plural: string, one: string): CliCommand[] {
  return [
    {
      command: `${plural} ls`,
      arguments: '[query]',
      description: `Shows every ${one} that pictures were taken with or that was added by hand.`,
      flags: `${report}, --count -n, --offset, --nomake`,
    },
    {
      command: `${plural} add`,
      description: `Adds a ${one} for pictures that do not name theirs, such as scanned film.`,
      flags: '--make, --model',
    },
    {
      command: `${plural} update`,
      description: `Corrects the maker and model of a ${one}.`,
      flags: '--id, --make, --model',
    },
    {
      command: `${plural} rm`,
      description: `Deletes a ${one}; pictures of it lose theirs with --reassign.`,
      flags: `--id, --make, --model, --reassign, ${yes}`,
    },
  ];
}
