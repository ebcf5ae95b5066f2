/** PhotoPrism's settings of thumbnails. */
import { type ConfigSection, option } from './option.ts';

export const previewImages: ConfigSection = {
  title: 'Preview Images',
  options: [
    option('thumb-library', 'auto', 'What makes thumbnails: vips, or whatever suits best with auto.'),
    option('thumb-color', 'auto', 'Which colour profile thumbnails are given, such as sRGB.'),
    option('thumb-size', '1920', 'Pixels of the largest thumbnail that is made while indexing.'),
    option('thumb-size-uncached', '7680', 'Pixels of the largest thumbnail that is made when somebody asks for it.'),
    option('thumb-uncached', 'false', 'Makes thumbnails that are missing when somebody asks for them.'),
  ],
};
