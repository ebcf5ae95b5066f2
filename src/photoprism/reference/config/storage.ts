/** PhotoPrism's settings of where files are, and how much of them there may be. */
import { type ConfigSection, option } from './option.ts';

export const storage: ConfigSection = {
  title: 'Storage',
  options: [
    option('storage-path', '', 'Folder for everything the server writes: database, cache, sidecars, settings.'),
    option('storage-free', '-1', 'Share of the disk in percent that must stay free; -1 checks nothing.'),
    option('config-path', '', 'Folder of the settings files, or options.yml itself.'),
    option('defaults-yaml', '/etc/photoprism/defaults.yml', 'File whose values hold wherever nothing else is set.'),
    option('originals-path', '', 'Folder of your photos and videos.'),
    option('originals-limit', '1000', 'Files larger than this many megabytes are left out of the library.'),
    option('resolution-limit', '150', 'Pictures of more megapixels than this are left out of the library.'),
    option('users-path', 'users', 'Subfolder of the originals in which each account has its own.'),
    option('import-path', '', 'Folder from which an import takes new files.'),
    option('import-dest', '', 'Subfolder of the originals that imported files go to.'),
    option('import-allow', '', 'Only files with these extensions are imported; all are when empty.'),
    option('upload-nsfw', 'false', 'Accepts pictures that look indecent instead of refusing them.'),
    option('upload-allow', '', 'Only files with these extensions can be uploaded; all can when empty.'),
    option('upload-archives', 'false', 'Accepts zip files and takes the pictures out of them.'),
    option('upload-limit', '1000', 'Megabytes that one upload may have altogether.'),
    option('cache-path', '', 'Folder for thumbnails and whatever else can be made again.'),
    option('temp-path', '', 'Folder for files that are needed only for a moment.'),
    option('assets-path', '', 'Folder of the icons, templates and models that come with the program.'),
    option('custom-assets-path', '', 'Folder of your own icons and templates.', { editions: ['plus', 'pro'] }),
    option('theme-path', '', 'Folder of a look of your own for the web interface.', { hidden: true }),
    option('models-path', '', 'Folder of the models that recognise what is in a picture.'),
  ],
};
