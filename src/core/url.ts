import { trackingParameters, trackingPrefixes } from './url-tracking.ts';
import { unwrapUrl } from './url-wrappers.ts';

export { trackingParameters, trackingPrefixes } from './url-tracking.ts';

/** Longer addresses are attacks or mistakes; browsers and proxies cut them too. */
export const maxUrlChars = 4096;

/**
 * The absolute http(s) address that `raw` means on a page at `base`, without user name and password; null for any
 * other scheme, for what is no address at all and for one that is too long.
 */
export const toAbsoluteUrl = (raw: string, base: string): string | null => {
  // Feeds escape twice so often that the literal text "&amp;" in an address is always an ampersand.
  const text = raw.trim().replaceAll('&amp;', '&');
  if (text === '' || text.length > maxUrlChars) return null;
  const url = parseUrl(text, base);
  if (!url) return null;
  const href = url.href;
  return href.length > maxUrlChars ? null : href;
};

/**
 * The identity of a page: what `raw` (absolute) is out of its cache or redirector and without fragment, tracking parameters and chance differences of
 * spelling (RFC 3986 section 6.2.2). The order of the other parameters, the scheme, `www.` and a trailing slash
 * can matter to a server and stay. A second pass changes nothing.
 */
export const canonicalUrl = (raw: string): string | null => {
  const text = raw.trim();
  if (text === '' || text.length > maxUrlChars) return null;
  const parsed = parseUrl(text);
  if (!parsed) return null;
  const url = unwrapUrl(parsed);
  // "#!" was the address of pages drawn by scripts before the history API; it names the page.
  if (!url.hash.startsWith('#!')) url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  url.pathname = normaliseEscapes(url.pathname);
  url.search = keptQuery(url.search);
  const href = url.href;
  return href.length > maxUrlChars ? null : href;
};

export const isTrackingParameter = (name: string): boolean => {
  const lower = name.toLowerCase();
  return trackingParameters.has(lower) || trackingPrefixes.some(prefix => lower.startsWith(prefix));
};

const parseUrl = (text: string, base?: string): URL | null => {
  const url = base === undefined ? URL.parse(text) : (URL.parse(text, base) ?? URL.parse(text));
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  url.username = '';
  url.password = '';
  return url;
};

const keptQuery = (search: string): string => {
  if (search.length < 2) return '';
  const kept = search
    .slice(1)
    .split('&')
    .filter(part => part !== '' && !isTrackingParameter(part.split('=', 1)[0] ?? ''));
  return kept.length === 0 ? '' : `?${normaliseEscapes(kept.join('&'))}`;
};

// Not behind a stray "%": what an escape stands for must not complete another one.
const escapes = /(?<!%[0-9a-f]?)%[0-9a-f]{2}/gi;

/** Upper-case escapes, and none where the character needs none. */
const normaliseEscapes = (text: string): string =>
  text.includes('%')
    ? text.replace(escapes, escape => {
        const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
        return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
      })
    : text;
