/** How clients reach the server over HTTP: where it listens, whom it lets in, and how much of what it takes. */
import { isIP, isIPv4 } from 'node:net';
import type { Network } from '../catalog/network.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import { count, flag, number, oneOf, serverAddress, words } from './read.ts';
import { setting } from './setting.ts';

const transports = ['stdio', 'streamable-http'] as const;

/** Who may read `/metrics`: everybody, whoever has the scope `metrics`, nobody. */
export const metricsPolicies = ['open', 'scope', 'off'] as const;
export type MetricsPolicy = (typeof metricsPolicies)[number];

export const doorSettings = {
  transport: setting<(typeof transports)[number]>({
    env: 'ALBUMEN_TRANSPORT',
    flag: '--transport <kind>',
    describe: '`stdio` (for one client that starts the program) or `streamable-http`',
    fallback: 'stdio',
    read: oneOf(transports, 'stdio'),
  }),
  host: setting({
    env: 'ALBUMEN_HOST',
    flag: '--host <address>',
    describe: 'Address to listen on; any but a loopback one needs a client, an identity provider or `--no-auth`',
    fallback: '127.0.0.1',
    read: (value) => success(value?.trim().replace(/^\[(.*)\]$/, '$1') || '127.0.0.1'),
  }),
  port: setting({
    env: 'ALBUMEN_PORT',
    flag: '--port <number>',
    describe: 'Port to listen on; 0 takes any free one',
    fallback: '8000',
    read: port,
  }),
  serverUrl: setting({
    env: 'ALBUMEN_SERVER_URL',
    flag: '--server-url <url>',
    describe: 'Public address of this server as clients see it, without `/mcp`',
    read: serverAddress,
  }),
  disableMcp: setting({
    env: 'ALBUMEN_DISABLE_MCP',
    flag: '--disable-mcp [boolean]',
    describe: 'Do not serve MCP: 404 over HTTP, and stdio refuses to start',
    fallback: 'false',
    read: flag,
  }),
  noAuth: setting({
    env: 'ALBUMEN_NO_AUTH',
    flag: '--no-auth',
    describe: 'Let everybody in who reaches the port, with all rights',
    fallback: 'false',
    read: flag,
  }),
  waitForClient: setting({
    env: 'ALBUMEN_WAIT_FOR_CLIENT',
    flag: '--wait-for-client',
    describe:
      'Listen on an address that others reach before there is a client; nobody is let in until there is one. For containers, in which the first client is made while they run',
    fallback: 'false',
    read: flag,
  }),
  tlsCert: setting({
    env: 'ALBUMEN_TLS_CERT',
    flag: '--tls-cert <file>',
    describe: 'Certificate chain (PEM) for HTTPS; a renewed file is taken up within a minute',
    read: path,
  }),
  tlsKey: setting({
    env: 'ALBUMEN_TLS_KEY',
    flag: '--tls-key <file>',
    describe: 'Private key (PEM) of the certificate',
    read: path,
  }),
  allowedHosts: setting<readonly string[]>({
    env: 'ALBUMEN_ALLOWED_HOSTS',
    flag: '--allowed-hosts <names>',
    describe:
      'Further names that requests may carry in Host, comma-separated; loopback names, the address listened on and the host of `ALBUMEN_SERVER_URL` are always allowed',
    read: words('must be host names without scheme and port', isHostName),
  }),
  allowedOrigins: setting<readonly string[]>({
    env: 'ALBUMEN_ALLOWED_ORIGINS',
    flag: '--allowed-origins <origins>',
    describe:
      'Further web pages that may use this server, comma-separated: `https://chat.example.com`; those allowed for Host are always allowed',
    read: words('must be origins like https://chat.example.com', isOrigin),
  }),
  trustedProxies: setting<readonly Network[]>({
    env: 'ALBUMEN_TRUSTED_PROXIES',
    flag: '--trusted-proxies <networks>',
    describe:
      'Addresses or networks (CIDR) of reverse proxies whose X-Forwarded-* headers are believed, comma-separated; none by default',
    read: networks,
  }),
  sessionTimeout: setting({
    env: 'ALBUMEN_SESSION_TIMEOUT',
    flag: '--session-timeout <seconds>',
    describe: 'Seconds without a request after which a session (2025 revisions of MCP) ends',
    fallback: '300',
    read: number(300, 1, 86_400),
  }),
  maxSessions: setting({
    env: 'ALBUMEN_MAX_SESSIONS',
    flag: '--max-sessions <count>',
    describe: 'Sessions at the same time',
    fallback: '200',
    read: atLeastOne(200),
  }),
  maxSessionsPerCaller: setting({
    env: 'ALBUMEN_MAX_SESSIONS_PER_CALLER',
    flag: '--max-sessions-per-caller <count>',
    describe: 'Sessions that one caller may have at the same time',
    fallback: '50',
    read: atLeastOne(50),
  }),
  signInBurst: setting({
    env: 'ALBUMEN_SIGN_IN_BURST',
    flag: '--sign-in-burst <count>',
    describe: 'Failed sign-ins in a row after which an address has to wait before each further try',
    fallback: '60',
    read: atLeastOne(60),
  }),
  signInInterval: setting({
    env: 'ALBUMEN_SIGN_IN_INTERVAL',
    flag: '--sign-in-interval <seconds>',
    describe: 'How long it then has to wait',
    fallback: '10',
    read: number(10, 1, 86_400),
  }),
  requestsPerMinute: setting({
    env: 'ALBUMEN_REQUESTS_PER_MINUTE',
    flag: '--requests-per-minute <count>',
    describe: 'Requests that one caller may make in a minute; 0: as many as they like',
    fallback: '1200',
    read: count(1200),
  }),
  requestsPerMinutePerAddress: setting({
    env: 'ALBUMEN_REQUESTS_PER_MINUTE_PER_ADDRESS',
    flag: '--requests-per-minute-per-address <count>',
    describe: 'Requests that may come from one address (IPv6: one /64) in a minute; 0: as many as they like',
    fallback: '3000',
    read: count(3000),
  }),
  callsAtOnce: setting({
    env: 'ALBUMEN_CALLS_AT_ONCE',
    flag: '--calls-at-once <count>',
    describe: 'Tool calls that run at the same time; more wait for their turn',
    fallback: '16',
    read: atLeastOne(16),
  }),
  callsAtOncePerCaller: setting({
    env: 'ALBUMEN_CALLS_AT_ONCE_PER_CALLER',
    flag: '--calls-at-once-per-caller <count>',
    describe: 'Tool calls of one caller that run at the same time (over HTTP)',
    fallback: '8',
    read: atLeastOne(8),
  }),
  requestDeadline: setting({
    env: 'ALBUMEN_REQUEST_DEADLINE',
    flag: '--request-deadline <seconds>',
    describe: 'Seconds within which a request must have arrived whole',
    fallback: '20',
    read: number(20, 1, 3600),
  }),
  toolDeadline: setting({
    env: 'ALBUMEN_TOOL_DEADLINE',
    flag: '--tool-deadline <seconds>',
    describe: 'Seconds after which a tool call is given up; never less than `IMMICH_TIMEOUT` and 5',
    fallback: '55',
    read: number(55, 1, 86_400),
  }),
  maxConnections: setting({
    env: 'ALBUMEN_MAX_CONNECTIONS',
    flag: '--max-connections <count>',
    describe: 'Open connections; further ones are closed at once',
    fallback: '1000',
    read: atLeastOne(1000),
  }),
  maxConnectionsPerAddress: setting({
    env: 'ALBUMEN_MAX_CONNECTIONS_PER_ADDRESS',
    flag: '--max-connections-per-address <count>',
    describe: 'Open connections from one address (IPv6: one /64); trusted proxies may have as many as there are',
    fallback: '200',
    read: atLeastOne(200),
  }),
  metrics: setting<MetricsPolicy>({
    env: 'ALBUMEN_METRICS',
    flag: '--metrics <policy>',
    describe: 'Who may read `/metrics`: `open` (everybody), `scope` (a credential with scope `metrics`), `off`',
    fallback: 'open',
    read: oneOf(metricsPolicies, 'open'),
  }),
};

function port(value: string | undefined): Result<number> {
  const given = value === undefined || value === '' ? '8000' : value;
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return success(Number(given));
  return failed('invalid_input', 'must be a whole number from 0 to 65535');
}

function path(value: string | undefined): Result<string | undefined> {
  return success(value === '' ? undefined : value);
}

function atLeastOne(fallback: number) {
  return (value: string | undefined): Result<number> => {
    const read = count(fallback)(value);
    return read.ok && read.value < 1 ? failed('invalid_input', 'must be at least 1') : read;
  };
}

/** A name or an IP address, IPv6 without brackets. */
function isHostName(word: string): boolean {
  return isIP(word) !== 0 || /^[a-z0-9._-]+$/.test(word);
}

function isOrigin(word: string): boolean {
  const url = parseUrl(word);
  return /^https?:$/.test(url?.protocol ?? '') && url?.origin === word.toLowerCase();
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Comma-separated addresses and networks. */
export function networks(value: string | undefined): Result<Network[]> {
  const read = words('must be IP addresses or networks like 10.0.0.0/8', (word) => network(word) !== undefined)(value);
  if (!read.ok) return read;
  return success(read.value.map(network).filter((known) => known !== undefined));
}

function network(word: string): Network | undefined {
  const [address = '', length, ...rest] = word.split('/');
  if (isIP(address) === 0 || rest.length > 0) return undefined;
  const whole = isIPv4(address) ? 32 : 128;
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > whole)) return undefined;
  return {
    address,
    bits: length === undefined ? whole : Number(length),
    family: isIPv4(address) ? 'ipv4' : 'ipv6',
  };
}
