/** PhotoPrism's settings that switch parts of it on and off. */
import { type ConfigSection, option } from './option.ts';

export const featureFlags: ConfigSection = {
  title: 'Feature Flags',
  options: [
    option('read-only', 'false', 'Never changes, adds or deletes an original: no import, no upload.', {
      environment: 'PHOTOPRISM_READONLY',
    }),
    option('experimental', 'false', 'Offers what is not finished yet.'),
    option('disable-frontend', 'false', 'Serves the API alone, without a website.'),
    option('disable-settings', 'false', 'Lets nobody change settings over the web.'),
    option('disable-backups', 'false', 'Makes no backup and writes no text file beside pictures.'),
    option('disable-restart', 'false', 'Lets nobody restart the server over the web.'),
    option('disable-webdav', 'false', 'Lets nobody mount the originals as a network drive.'),
    option('disable-mcp', 'false', "Answers 404 where PhotoPrism's own MCP server would be."),
    option('disable-places', 'false', 'Shows no maps and asks nobody for the names of places.'),
    option('disable-tensorflow', 'false', 'Outdated way to do without everything that needs TensorFlow.'),
    option('disable-faces', 'false', 'Looks for no faces and recognises nobody.'),
    option('disable-classification', 'false', 'Gives pictures no labels by what they show.'),
    option('disable-ffmpeg', 'false', 'Does without FFmpeg, so that many videos neither play nor get a picture.'),
    option('disable-exiftool', 'false', 'Does without ExifTool, and so without much metadata, of videos above all.'),
    option('disable-sips', 'false', 'Does without the converter that macOS brings along.'),
    option('disable-darktable', 'false', 'Develops no RAW files with Darktable.'),
    option('disable-rawtherapee', 'false', 'Develops no RAW files with RawTherapee.'),
    option('disable-imagemagick', 'false', 'Converts no files with ImageMagick.'),
    option('disable-heifconvert', 'false', 'Converts no HEIC files with libheif.'),
    option('disable-jpegxl', 'false', 'Leaves JPEG XL files alone.'),
    option('disable-raw', 'false', 'Leaves RAW files alone.'),
    option('raw-presets', 'false', 'Applies your own presets to RAW files, which allows only one at a time.'),
    option('exif-bruteforce', 'false', 'Reads whole files for Exif data when it is not where it should be.'),
  ],
};
