/** PhotoPrism's settings of the models that look at pictures. */
import { type ConfigSection, option } from './option.ts';

export const computerVision: ConfigSection = {
  title: 'Computer Vision',
  options: [
    option('vision-yaml', '', 'File that says which models label, describe and judge pictures.'),
    option('vision-api', 'false', 'Lets other servers have their pictures looked at by this one.'),
    option('vision-uri', '', 'Other server that looks at the pictures of this one.'),
    option('vision-key', '', 'Opens the server that looks at pictures for this one.'),
    option('vision-schedule', '', 'When models look at pictures in the background, in cron notation.'),
    option('vision-filter', 'public:true', 'Search that picks the pictures which models look at in the background.'),
    option('detect-nsfw', 'false', 'Makes new pictures private that look indecent.'),
    option('xmp-faces', 'false', 'Takes over faces and names that other programs wrote into files.'),
  ],
};
