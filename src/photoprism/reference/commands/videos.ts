/** Commands of PhotoPrism that look into videos and change them. */
import { type CliCommand, yes } from './command.ts';

export const videos: readonly CliCommand[] = [
  {
    command: 'videos ls',
    arguments: '[filter]...',
    aliases: 'video ls',
    description: 'Shows the videos that a search finds.',
  },
  {
    command: 'videos info',
    arguments: '[filter]...',
    aliases: 'video info',
    description: 'Shows what the library, ExifTool and FFmpeg know of videos.',
    flags: '--count -n, --offset, --json -j, --verbose',
  },
  {
    command: 'videos trim',
    arguments: '[filter]... <duration>',
    aliases: 'video trim',
    description: 'Cuts a stretch off the start of videos, or off the end when it is negative.',
    flags: `--count -n, --offset, --dry-run, ${yes}`,
  },
  {
    command: 'videos remux',
    arguments: '[filter]...',
    aliases: 'video remux',
    description: 'Puts H.264 videos into an MP4 file without encoding them again.',
    flags: `--count -n, --offset, --force -f, --dry-run, ${yes}`,
  },
  {
    command: 'videos transcode',
    arguments: '[filter]...',
    aliases: 'video transcode',
    description: 'Encodes videos to H.264 beside their originals.',
    flags: `--count -n, --offset, --force -f, --dry-run, ${yes}`,
  },
];
