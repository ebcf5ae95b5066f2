/** Immich's system settings of who comes in, and of what the server tells people. */
import type { AdminConfigDto } from '@immich/sdk';
import type { SettingTable } from './setting.ts';

export const logging: SettingTable<AdminConfigDto['logging']> = {
  enabled: ['true', 'Switches the log on or off.'],
  level: ['log', 'How much is logged: verbose, debug, log, warn, error or fatal.'],
};

export const map: SettingTable<AdminConfigDto['map']> = {
  enabled: ['true', 'Shows maps.'],
  lightStyle: ['https://tiles.immich.cloud/v1/style/light.json', 'What maps look like in the light theme.'],
  darkStyle: ['https://tiles.immich.cloud/v1/style/dark.json', 'What maps look like in the dark theme.'],
};

export const newVersionCheck: SettingTable<AdminConfigDto['newVersionCheck']> = {
  enabled: ['true', 'Asks regularly whether there is a newer version.'],
  channel: ['stable', 'Which newer versions count: stable or releaseCandidate.'],
};

export const notifications: SettingTable<AdminConfigDto['notifications']> = {
  'smtp.enabled': ['false', 'Lets the server send email.'],
  'smtp.from': ['', 'Who email of the server is from.'],
  'smtp.replyTo': ['', 'Who answers to email of the server go to.'],
  'smtp.transport.host': ['', 'Mail server that email is handed to.'],
  'smtp.transport.port': ['587', 'Port of the mail server.'],
  'smtp.transport.secure': ['false', 'Encrypts from the first byte, as port 465 wants it.'],
  'smtp.transport.username': ['', 'Account on the mail server.'],
  'smtp.transport.password': ['', 'Password of the account on the mail server.'],
  'smtp.transport.ignoreCert': ['false', 'Trusts the mail server whatever certificate it shows.'],
};

export const oauth: SettingTable<AdminConfigDto['oauth']> = {
  enabled: ['false', 'Lets people sign in through an identity provider.'],
  issuerUrl: ['', 'Where the provider says how it works.'],
  clientId: ['', 'Name under which the provider knows this server.'],
  clientSecret: ['', 'Proves to the provider that it is this server which asks.'],
  scope: ['openid email profile', 'Personal details that the provider is asked for.'],
  prompt: ['', 'What the provider asks a person each time: select_account, login or consent.'],
  signingAlgorithm: ['RS256', 'How the provider signs id tokens.'],
  profileSigningAlgorithm: ['none', 'How the provider signs profiles.'],
  tokenEndpointAuthMethod: ['client_secret_post', 'How the secret is sent: client_secret_post or client_secret_basic.'],
  timeout: ['30000', 'Milliseconds to wait for the provider.'],
  allowInsecureRequests: ['false', 'Allows a provider without HTTPS.'],
  endSessionEndpoint: ['', 'Where people are sent when they sign out, if not where the provider says.'],
  accountManagementUrl: ['', 'Where people manage their account at the provider.'],
  buttonText: ['Login with OAuth', 'What stands on the sign-in button.'],
  autoLaunch: ['false', 'Sends people who are not signed in straight to the provider.'],
  autoRegister: ['true', 'Makes an account for whoever first comes through the provider.'],
  defaultStorageQuota: ['', 'Gibibytes that an account made this way may fill; no limit when empty.'],
  storageLabelClaim: ['preferred_username', "Part of the provider's answer that names a user's folder."],
  storageQuotaClaim: ['immich_quota', "Part of the provider's answer that is a user's quota."],
  roleClaim: ['immich_role', "Part of the provider's answer that makes somebody user or admin."],
  mobileOverrideEnabled: ['false', 'Sends the mobile app back by another address than its own.'],
  mobileRedirectUri: ['', 'Address that the mobile app is sent back by, where providers refuse app.immich:.'],
};

export const passwordLogin: SettingTable<AdminConfigDto['passwordLogin']> = {
  enabled: ['true', 'Lets people sign in with a password.'],
};

export const server: SettingTable<AdminConfigDto['server']> = {
  externalDomain: ['', 'Address that shared links begin with.'],
  loginPageMessage: ['', 'What stands on the sign-in page.'],
  publicUsers: ['true', 'Shows all users to each other, as when sharing an album.'],
};

export const templates: SettingTable<AdminConfigDto['templates']> = {
  'email.welcomeTemplate': ['', 'Email to new users; the built-in one when empty.'],
  'email.albumInviteTemplate': ['', 'Email to whom an album is shared with; the built-in one when empty.'],
  'email.albumUpdateTemplate': ['', 'Email about new photos in an album; the built-in one when empty.'],
};

export const theme: SettingTable<AdminConfigDto['theme']> = {
  customCss: ['', 'Style sheet that changes what the website looks like.'],
};

export const user: SettingTable<AdminConfigDto['user']> = {
  deleteDelay: ['7', 'Days until a deleted user and all their assets are gone for good.'],
};
