/** PhotoPrism's settings of the images that it makes. */
import { type ConfigSection, option } from './option.ts';

export const imageQuality: ConfigSection = {
  title: 'Image Quality',
  options: [
    option('jpeg-quality', '83', 'How good JPEGs look, and how large they get: 25 to 100.'),
    option('jpeg-size', '15360', 'Pixels that a JPEG made from another format may have on a side.'),
    option('png-size', '15360', 'Pixels that a PNG made from another format may have on a side.'),
  ],
};
