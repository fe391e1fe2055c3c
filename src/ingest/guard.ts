/**
 * Which addresses the gateway may talk to. Feeds name the addresses, so every one of them is hostile until it is
 * shown to be public: the range lists that others kept by hand were each found incomplete (CVE-2026-46348,
 * CVE-2026-22245), so the rule here is the reverse, a list of what is allowed.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { fail, ok, type Result } from '../core/result.ts';
import { dataServicePorts, privateSuffixes } from './guard-lists.ts';

export interface UrlFault {
  reason: 'BAD_URL' | 'BLOCKED_ADDRESS';
  /** One line for an operator. */
  detail: string;
}

export interface GuardPolicy {
  /** Exact origins (scheme, host, port, as URL.origin prints them) that may be reached whatever their address is:
   *  the bundled sample newsroom, a developer's own feed server. */
  allowedOrigins: ReadonlySet<string>;
  /** The address rule; tests put another in its place to play a public network on loopback. */
  isPublic?: (ip: string) => boolean;
}

/** Longer URLs exist only to harm: the widest limit of a common server is 8 kB for the whole request line. */
const maxUrlChars = 8_192;

const globalUnicast6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** In hex groups only (ipaddr.js takes the dotted ::8.8.8.8 for a mapped address), null for one with a zone. */
const canonical6 = (ip: string): string | null => URL.parse(`http://[${ip}]/`)?.hostname.slice(1, -1) ?? null;

/**
 * True for an address of the public internet. An IPv4-mapped form is judged by the IPv4 address inside; every other
 * form that wraps an IPv4 address (compatible, NAT64, 6to4, Teredo) is refused, because what it leads to is decided
 * elsewhere. IPv6 has to lie in 2000::/3, the only block given out (RFC 4291, IANA), which also catches the
 * IPv4-compatible form that ipaddr.js calls unicast.
 */
export const isPublicAddress = (ip: string): boolean => {
  const canonical = isIP(ip) === 6 ? canonical6(ip) : ip;
  if (canonical === null || isIP(canonical) === 0) return false;
  const address = ipaddr.process(canonical);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv6 ? address.match(globalUnicast6) : true;
};

/** The IP literal that a URL's host is, without brackets, or null for a name. */
export const literalOf = (hostname: string): string | null => {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? null : bare;
};

const isPrivateName = (hostname: string): boolean => {
  const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
  return privateSuffixes.some(suffix => name === suffix || name.endsWith(`.${suffix}`));
};

/** Below 1024 only the two ports of the web; above, everything but the known ports of databases and the like. */
const isWebPort = (port: string): boolean => {
  const number = port === '' ? 443 : Number(port);
  return number === 80 || number === 443 || (number >= 1024 && !dataServicePorts.has(number));
};

const blocked = (detail: string): Result<never, UrlFault> => fail({ reason: 'BLOCKED_ADDRESS', detail });
const bad = (detail: string): Result<never, UrlFault> => fail({ reason: 'BAD_URL', detail });

const checkHost = (url: URL, isPublic: (ip: string) => boolean): Result<URL, UrlFault> => {
  if (url.hostname === '' || url.hostname.includes('..') || url.hostname.startsWith('.')) {
    return bad('the host name is malformed');
  }
  if (!isWebPort(url.port)) return blocked(`port ${url.port} is not a web port`);
  const literal = literalOf(url.hostname);
  if (literal !== null) return isPublic(literal) ? ok(url) : blocked(`${literal} is not a public address`);
  return isPrivateName(url.hostname) ? blocked(`${url.hostname} is a name of private networks`) : ok(url);
};

/**
 * Judges an address before anything is sent to it; a host name is judged again by the addresses it resolves to.
 * @param url an absolute URL, as a feed or an operator wrote it
 */
export const checkUrl = (url: string, policy: GuardPolicy): Result<URL, UrlFault> => {
  if (url.length > maxUrlChars) return bad(`longer than ${maxUrlChars} characters`);
  const parsed = URL.parse(url);
  if (parsed === null) return bad('not an absolute URL');
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return bad('neither http nor https');
  if (parsed.username !== '' || parsed.password !== '') return bad('carries a user name or password');
  if (policy.allowedOrigins.has(parsed.origin)) return ok(parsed);
  return checkHost(parsed, policy.isPublic ?? isPublicAddress);
};
