/** PhotoPrism's settings of how it looks and what it calls itself. */
import { type ConfigSection, option } from './option.ts';

export const customization: ConfigSection = {
  title: 'Customization',
  options: [
    option('default-locale', 'en', 'Language that people see before they choose one, such as de or fr.'),
    option('default-timezone', 'Local', 'Zone for times that say nothing of theirs, such as Europe/Berlin.'),
    option('default-theme', '', 'Look that people see before they choose one.'),
    option('theme-url', '', 'Where a look of your own is downloaded from.', {
      editions: ['portal', 'pro'],
      hidden: true,
    }),
    option('places-locale', 'local', 'Language of place names; local takes that of the country itself.'),
    option('app-name', '', 'What the app is called once it is installed on a phone or computer.'),
    option('app-mode', 'standalone', 'How the installed app opens: fullscreen, standalone, minimal-ui or browser.'),
    option('app-icon', '', 'Picture that stands for the installed app.'),
    option('app-color', '#19191a', 'What the installed app is filled with while it starts.'),
    option('imprint', '', 'Former name of the legal text at the foot of pages.', { hidden: true }),
    option('legal-info', '', 'Legal notice at the foot of pages.'),
    option('imprint-url', '', 'Former name of the address behind the legal notice.', { hidden: true }),
    option('legal-url', '', 'Where the legal notice leads to.'),
    option('wallpaper-uri', '', 'Picture behind the sign-in form.'),
  ],
};
