/** PhotoPrism's settings of the programs that convert files for it. */
import { type ConfigSection, option } from './option.ts';

export const fileConversion: ConfigSection = {
  title: 'File Conversion',
  options: [
    option('ffmpeg-bin', 'ffmpeg', 'Name or path of the program that converts videos.'),
    option('ffmpeg-encoder', 'libx264', 'What encodes videos: libx264 is software; others, as intel, use hardware.'),
    option('ffmpeg-size', '4096', 'Pixels that the longer side of a converted video may have.'),
    option('ffmpeg-quality', '50', 'How good converted videos look, up to 100.'),
    option('ffmpeg-bitrate', '60', 'Videos of more megabits a second are converted; -1 sets no limit.'),
    option('ffmpeg-preset', 'fast', 'How much time encoding may take to make files small, as veryslow or ultrafast.'),
    option('ffmpeg-device', '', 'Which graphics device encodes, such as /dev/dri/renderD128.'),
    option('ffmpeg-map-video', '0:v:0', 'Which picture of a file with several is converted.'),
    option('ffmpeg-map-audio', '0:a:0?', 'Which sound of a file with several is converted.'),
    option('ffmpeg-exclude', '', 'Extensions of files that FFmpeg is kept from.', {
      environment: 'PHOTOPRISM_FFMPEG_EXCLUDE, PHOTOPRISM_FFMPEG_BLACKLIST',
    }),
    option('exiftool-bin', 'exiftool', 'Name or path of the program that reads metadata.'),
    option('sips-bin', 'sips', "Name or path of macOS's image converter."),
    option('sips-exclude', 'avif, avifs, thm', 'Extensions of files that Sips is kept from.', {
      environment: 'PHOTOPRISM_SIPS_EXCLUDE, PHOTOPRISM_SIPS_BLACKLIST',
    }),
    option('darktable-bin', 'darktable-cli', 'Name or path of Darktable, which develops RAW files.'),
    option('darktable-exclude', 'thm', 'Extensions of files that Darktable is kept from.', {
      environment: 'PHOTOPRISM_DARKTABLE_EXCLUDE, PHOTOPRISM_DARKTABLE_BLACKLIST',
    }),
    option('darktable-cache-path', '', 'Folder for what Darktable keeps between two runs.'),
    option('darktable-config-path', '', "Folder of Darktable's own settings."),
    option('rawtherapee-bin', 'rawtherapee-cli', 'Name or path of RawTherapee, which develops RAW files.'),
    option('rawtherapee-exclude', 'dng, thm', 'Extensions of files that RawTherapee is kept from.', {
      environment: 'PHOTOPRISM_RAWTHERAPEE_EXCLUDE, PHOTOPRISM_RAWTHERAPEE_BLACKLIST',
    }),
    option('imagemagick-bin', 'convert', 'Name or path of ImageMagick, which converts images.'),
    option(
      'imagemagick-exclude',
      'heif, heic, heics, avif, avifs, jxl, thm',
      'Extensions of files that ImageMagick is kept from.',
      { environment: 'PHOTOPRISM_IMAGEMAGICK_EXCLUDE, PHOTOPRISM_IMAGEMAGICK_BLACKLIST' },
    ),
    option('heifconvert-bin', 'heif-dec', 'Name or path of the program that turns HEIC into JPEG.'),
    option(
      'heifconvert-orientation',
      'keep',
      'Keeps the Exif orientation of converted HEIC files, or resets it: reset.',
    ),
  ],
};
