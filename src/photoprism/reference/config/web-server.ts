/** PhotoPrism's settings of the port it listens on and of what it sends. */
import { type ConfigSection, option } from './option.ts';

export const webServer: ConfigSection = {
  title: 'Web Server',
  options: [
    option('disable-tls', 'false', 'Speaks plain HTTP although there is a certificate.'),
    option('default-tls', 'false', 'Makes a certificate of its own where there is none; browsers warn of it.'),
    option('tls-email', '', "Contact for Let's Encrypt.", { hidden: true }),
    option('tls-cert', '', 'Where the certificate is with which pages are encrypted.'),
    option('tls-key', '', 'Where the private key of the certificate is.'),
    option('http-mode', '', 'How much the web server tells of itself: debug, release or test.'),
    option('http-compression', '', 'How answers are made smaller, such as gzip; none when empty.'),
    option('http-header-timeout', '15s', 'How long a client may take to send its headers.'),
    option('http-header-bytes', '1048576', 'Bytes that the headers of a request may have.'),
    option('http-idle-timeout', '3m0s', 'How long a connection is held open for the next request.'),
    option('http-cache-public', 'false', 'Allows proxies, not just browsers, to keep pictures and scripts.'),
    option('http-cache-maxage', '2592000', 'Seconds that browsers may keep pictures and scripts.'),
    option('http-video-maxage', '21600', 'Seconds that browsers may keep videos.'),
    option('http-host', '0.0.0.0', 'Address, or unix:/path of a socket, that the server listens on.'),
    option('http-port', '2342', 'Port that the server listens on.'),
  ],
};
