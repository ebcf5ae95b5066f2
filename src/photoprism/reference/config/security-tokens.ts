/** PhotoPrism's settings of the tokens in addresses of files. */
import { type ConfigSection, option } from './option.ts';

export const securityTokens: ConfigSection = {
  title: 'Security Tokens',
  options: [
    option('download-token', '', 'Word in the addresses of downloads that stays the same; random when empty.'),
    option(
      'download-token-maxage',
      '0',
      'Seconds for which an address of a download works; 0 leaves it to the server.',
    ),
    option(
      'preview-token',
      '',
      'Word in the addresses of thumbnails and videos that stays the same; random when empty.',
    ),
  ],
};
