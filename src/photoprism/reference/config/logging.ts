/** PhotoPrism's settings of what is logged, and for whom it runs. */
import { type ConfigSection, option } from './option.ts';

export const logging: ConfigSection = {
  title: 'Logging',
  options: [
    option('log-level', 'info', 'How much is logged: trace tells most, then debug, info, warning and error.'),
    option('prod', 'false', 'Keeps the log short and free of debug messages.'),
    option('debug', 'false', 'Logs what helps to find a fault, at the cost of speed.'),
    option('trace', 'false', 'Logs every step there is: for developers, and large.'),
    option('test', 'false', 'Runs with the settings of the automatic tests.', { environment: '', hidden: true }),
    option('unsafe', 'false', 'Leaves out checks that guard against mistakes.', { hidden: true }),
    option('demo', 'false', 'Runs as a site that visitors may try out.', { hidden: true }),
    option('sponsor', 'false', 'Tells that the owner supports the project.', { hidden: true }),
    option('partner-id', '', 'Tells which company hosts the server.', { hidden: true }),
  ],
};
