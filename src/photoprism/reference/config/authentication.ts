/** PhotoPrism's settings of accounts, sign-in and sessions. */
import { type ConfigSection, option } from './option.ts';

export const authentication: ConfigSection = {
  title: 'Authentication',
  options: [
    option(
      'auth-mode',
      'password',
      'Asks everyone to sign in (password), or lets anybody in without an account (public).',
    ),
    option('auth-secret', '', 'Signs the tokens that the server hands out.', { hidden: true }),
    option('public', 'false', 'Opens the site to everyone: no sign-in, no settings, no WebDAV.', { hidden: true }),
    option('admin-user', 'admin', 'Name of the administrator who is made when the server first starts.', {
      environment: 'PHOTOPRISM_ADMIN_USER, PHOTOPRISM_ADMIN_USERNAME',
    }),
    option('admin-password', '', 'Password that the first administrator begins with; it needs 8 to 72 characters.'),
    option('admin-scope', '', 'Resources that sessions of the administrator may reach.', { editions: ['pro'] }),
    option('password-length', '8', 'Fewest characters that a password may have.'),
    option('password-reset-uri', '', 'Where the sign-in form sends people who forgot their password.', {
      editions: ['plus', 'pro'],
    }),
    option('register-uri', '', 'Where visitors can ask for an account of their own.', { editions: ['pro'] }),
    option('login-info', '', 'What stands below the sign-in form.', { editions: ['plus', 'pro'] }),
    option('oidc-uri', '', 'Identity provider that people sign in with, such as Keycloak or Google.'),
    option('oidc-client', '', 'Name under which the identity provider knows this server.'),
    option('oidc-secret', '', 'Proves to the identity provider that it is this server which asks.'),
    option('oidc-scopes', 'openid email profile address', 'Personal details that the identity provider is asked for.'),
    option('oidc-prompt', '', 'What the provider asks a person each time: login, select_account or consent.'),
    option('oidc-provider', '', 'What the sign-in button calls the provider.'),
    option('oidc-icon', '', 'Picture on the button that leads to the provider.'),
    option('oidc-redirect', 'false', 'Sends people who are not signed in straight to the provider.'),
    option('oidc-register', 'false', 'Makes an account for whoever first comes through the provider.'),
    option('oidc-logout', 'false', 'Ends the session at the provider as well when somebody signs out here.'),
    option('oidc-username', 'preferred_username', "Part of the provider's answer that names a new account."),
    option('oidc-domain', '', 'Admits only people with an email address of this domain.', { editions: ['pro'] }),
    option('oidc-role', '', 'What accounts that come through the provider may do at first.', { editions: ['pro'] }),
    option('oidc-group-claim', '', "Part of the provider's answer that lists a person's groups.", { hidden: true }),
    option('oidc-group', '', 'Admits only members of these groups.', { hidden: true }),
    option('oidc-group-role', '', 'Makes membership of a group grant a role.', { hidden: true }),
    option('oidc-webdav', 'false', 'Lets accounts that come through the provider mount files over WebDAV.'),
    option('disable-oidc', 'false', 'Ignores the identity provider even where one is set up.'),
    option('session-maxage', '1209600', 'Seconds until a session ends even while it is used; -1 for never.'),
    option('session-timeout', '604800', 'Seconds without a request until a session ends; -1 for never.'),
    option('session-cache', '900', 'Seconds that a session is remembered without asking the database, 60 to 3600.'),
  ],
};
