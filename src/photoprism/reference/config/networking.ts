/** PhotoPrism's settings of what stands between it and the network. */
import { type ConfigSection, option } from './option.ts';

export const networking: ConfigSection = {
  title: 'Networking',
  options: [
    option('https-proxy', '', 'Server through which requests to the outside go.'),
    option('https-proxy-insecure', 'false', 'Trusts the outgoing proxy whatever certificate it shows.'),
    option('trusted-platform', '', 'Header in which a cloud platform says who called.'),
    option('trusted-proxy', '172.16.0.0/12', 'Addresses of reverse proxies that are believed.'),
    option('proxy-client-header', 'X-Forwarded-For', 'Header in which a proxy says who called.'),
    option('proxy-proto-header', 'X-Forwarded-Proto', 'Header in which a proxy says whether the call came over HTTPS.'),
    option('proxy-proto-https', 'https', 'What a proxy writes into that header for calls over HTTPS.'),
    option('services-cidr', '', 'Addresses that connected services may have.'),
  ],
};
