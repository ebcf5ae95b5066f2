/**
 * Under which names this server may be asked. Without that, any web page could reach the port through a name of its own
 * that resolves to this machine (DNS rebinding), and act with the rights of whoever looks at the page.
 */
import { isIP, isIPv6 } from 'node:net';
import { isWildcard, loopbackNames } from '../loopback.ts';

export interface NameRules {
  /** The address listened on. */
  readonly host: string;
  readonly serverUrl?: string | undefined;
  /** Further host names, lower-case, without a port. */
  readonly hosts?: readonly string[] | undefined;
  /** Further origins of web pages, lower-case: `https://chat.example.com`. */
  readonly origins?: readonly string[] | undefined;
}

export interface AllowedNames {
  /** Takes `name` or `name:port`, as Host and X-Forwarded-Host carry it. */
  host(value: string): boolean;
  /** Takes an Origin; `null`, the origin of pages that hide theirs, is refused. */
  origin(value: string): boolean;
}

/** A name or an IP address, and a port: nothing that a URL could read as user, path or query. */
const hostForm = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i;

/** Works the lists out once. Names are compared without regard to case; ports do not matter. */
export function allowedNames({ host, serverUrl, hosts = [], origins = [] }: NameRules): AllowedNames {
  const own = [host, ...hosts].map((name) => (isIPv6(name) ? `[${name}]` : name));
  const publicName = serverUrl === undefined ? [] : [new URL(serverUrl).hostname];
  const names = new Set([...loopbackNames, ...own, ...publicName].map((name) => name.toLowerCase()));
  const anyLiteral = isWildcard(host);
  return {
    host: (value) => {
      const name = hostForm.exec(value)?.[1]?.toLowerCase();
      if (name === undefined) return false;
      // No page has an IP address for a name that it could make resolve to this machine.
      return names.has(name) || (anyLiteral && isIP(name.replace(/^\[|\]$/g, '')) !== 0);
    },
    origin: (value) => {
      if (!URL.canParse(value)) return false;
      const { protocol, hostname, origin } = new URL(value);
      if (protocol !== 'http:' && protocol !== 'https:') return false;
      return names.has(hostname) || origins.includes(origin);
    },
  };
}
