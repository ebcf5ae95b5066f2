/** PhotoPrism's settings of its database. */
import { type ConfigSection, option } from './option.ts';

export const databaseConnection: ConfigSection = {
  title: 'Database Connection',
  options: [
    option('database-driver', 'sqlite', 'Kind of database: sqlite is a file, mysql a MariaDB or MySQL server.'),
    option(
      'database-dsn',
      '',
      'File name or address with everything in it, in place of server, name, user and password.',
    ),
    option('database-name', 'photoprism', 'Which of the databases on the server to use.'),
    option('database-server', '', 'Where the database server is, with its port after a colon.'),
    option('database-user', 'photoprism', 'Account on the database server.'),
    option('database-password', '', 'Password of the account on the database server.'),
    option('database-timeout', '15', 'Seconds to wait for the database server, 1 to 60.'),
    option('database-conns', '0', 'Connections that may be open at once; 0 goes by the number of cores.'),
    option('database-conns-idle', '0', 'Connections that stay open while unused; 0 goes by the number of cores.'),
    option('database-provision-driver', 'auto', 'Kind of the databases that a portal makes.', { hidden: true }),
    option('database-provision-prefix', 'cluster_', 'What the names of databases begin with that a portal makes.', {
      hidden: true,
    }),
    option('database-provision-dsn', '', 'Where the portal makes databases.', { hidden: true }),
    option('database-provision-proxy-dsn', '', 'Where the portal sets up ProxySQL.', { hidden: true }),
  ],
};
