/** PhotoPrism's settings of the files that it keeps beside originals. */
import { type ConfigSection, option } from './option.ts';

export const sidecarFiles: ConfigSection = {
  title: 'Sidecar Files',
  options: [
    option('sidecar-path', '', 'Folder for metadata and conversions of originals, inside or outside of them.'),
    option('sidecar-yaml', 'true', 'Keeps a copy of what you edit in a text file for each picture.'),
  ],
};
