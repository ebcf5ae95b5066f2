/** PhotoPrism's settings of several servers that share accounts through a portal. */
import { type ConfigSection, option } from './option.ts';

export const clusterConfiguration: ConfigSection = {
  title: 'Cluster Configuration',
  options: [
    option('cluster-domain', '', 'Domain that all servers of the cluster are in.'),
    option('cluster-cidr', '', 'Addresses that servers of the cluster call from.', { hidden: true }),
    option('cluster-uuid', '', 'What tells this cluster from others.', { hidden: true }),
    option('cluster-oidc', 'false', 'Lets people sign in through the portal of the cluster.'),
    option('cluster-allow-groups', '', 'Admits only members of these groups through the portal.', { hidden: true }),
    option('cluster-allow-group-roles', '', 'Role that each admitted group gets here.', { hidden: true }),
    option('cluster-groups-full-view', 'false', 'Passes on all groups of a person.', { hidden: true }),
    option('portal-url', `https://portal.\${PHOTOPRISM_CLUSTER_DOMAIN}`, 'Where the portal of the cluster is reached.'),
    option('portal-login-url', '', 'Where people sign in at the portal.', { hidden: true }),
    option('join-token', '', 'Shared secret with which a server becomes part of the cluster.'),
    option('node-name', '', 'What this server is called within the cluster.'),
    option('node-role', '', 'What this server is for: instance holds pictures, service does work for others.'),
    option('node-uuid', '', 'What tells this server from others of the cluster.', { hidden: true }),
    option('node-client-id', '', 'Name under which the portal knows this server.', { hidden: true }),
    option('node-client-secret', '', 'Proves to the portal that it is this server.', { hidden: true }),
    option('jwks-url', '', "Where the portal's public keys are, which tokens are checked against."),
    option('jwks-cache-ttl', '300', 'Seconds that the public keys of the portal are kept, up to 3600.'),
    option('jwt-scope', 'config cluster vision metrics mcp', 'What tokens of the portal may be used for here.'),
    option('jwt-leeway', '60', 'Seconds by which the clocks of two servers may differ, up to 300.'),
    option('portal-oidc-issuer', '', 'Address that the portal signs its tokens with.'),
    option('portal-oidc-ttl', '300', 'Seconds that a token of the portal is good for, up to 900.'),
    option('portal-oidc-code-ttl', '60', 'Seconds in which a sign-in at the portal must be completed, up to 300.'),
    option('portal-oidc-default-policy', 'chooser', 'Lets people choose a server after sign-in, or picks it: direct.'),
    option('advertise-url', '', 'Where other servers of the cluster reach this one.'),
  ],
};
