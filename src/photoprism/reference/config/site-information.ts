/** PhotoPrism's settings of its address and of what it tells of itself. */
import { type ConfigSection, option } from './option.ts';

export const siteInformation: ConfigSection = {
  title: 'Site Information',
  options: [
    option('site-url', 'http://localhost:2342/', 'Address that people open in their browser; links are made of it.'),
    option('site-author', '', 'Who owns the site, for search engines.'),
    option('site-name', '', 'What other servers of a cluster call this one.'),
    option('site-title', '', 'What stands in the title bar and at the top of pages.'),
    option('site-caption', 'AI-Powered Photos App', 'A few words that follow the title.'),
    option('site-description', '', 'What the site is about, for search engines and link previews.'),
    option('site-favicon', '', 'Small picture for the browser tab.'),
    option('site-preview', '', 'Picture that appears where somebody posts a link to the site.'),
    option('cdn-url', '', 'Delivery network that serves pictures and scripts in place of the server.'),
    option('cdn-video', 'false', 'Lets the delivery network serve videos, too.'),
    option('cors-origin', '', 'Other site whose scripts may call the API.'),
    option(
      'cors-headers',
      'Accept, Accept-Ranges, Content-Disposition, Content-Encoding, Content-Range, Location',
      'Headers of an answer that scripts of the other site may read.',
    ),
    option('cors-methods', 'GET, HEAD, OPTIONS', 'Kinds of requests that scripts of the other site may make.'),
  ],
};
