/*
 * Addresses that only carry another one: what a cache or a redirector shows is the page behind it, so the page behind it
 * is the identity.
 */

interface Cache {
  /** The host, or with a leading dot everything under it. */
  host: string;
  /** What comes before the address: an "s/" for https, the host and the path. */
  prefix: RegExp;
}

/** https://developers.google.com/amp/cache/overview#amp-cache-url-format */
const caches: readonly Cache[] = [
  { host: '.cdn.ampproject.org', prefix: /^\/[a-z]{1,2}\/(?=.)/u },
  { host: '.bing-amp.com', prefix: /^\/[a-z]\/(?=.)/u },
  { host: 'www.google.com', prefix: /^\/amp\/(?=.)/u },
  { host: 'www.google.co.in', prefix: /^\/amp\/(?=.)/u },
];

interface Redirector {
  host: string;
  path: string;
  /** Parameters that the address can stand in, in the order of trust. */
  parameters: readonly string[];
}

/** Redirectors that feeds of news alerts and shared posts link through. */
const redirectors: readonly Redirector[] = [
  { host: 'www.google.com', path: '/url', parameters: ['url', 'q'] },
  { host: 'news.google.com', path: '/news/url', parameters: ['url'] },
  { host: 'www.bing.com', path: '/news/apiclick.aspx', parameters: ['url'] },
  { host: 'l.facebook.com', path: '/l.php', parameters: ['u'] },
  { host: 'lm.facebook.com', path: '/l.php', parameters: ['u'] },
  { host: 'out.reddit.com', path: '', parameters: ['url'] },
];

/** How often an address may be wrapped. */
const maxLayers = 3;

/** The address within, without its wrappings; the same address where there are none. */
export const unwrapUrl = (url: URL): URL => {
  let current = url;
  for (let layer = 0; layer < maxLayers; layer += 1) {
    const inner = cachedUrl(current) ?? redirectedUrl(current);
    if (inner === null) break;
    current = inner;
  }
  return current;
};

const cachedUrl = (url: URL): URL | null => {
  for (const { host, prefix } of caches) {
    const isHost = host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host;
    if (!isHost || !prefix.test(url.pathname)) continue;
    const [, secure, rest = ''] = /^(s\/)?(.*)$/u.exec(url.pathname.replace(prefix, '')) ?? [];
    if (/^[^/]+\.[^/]+(?:\/|$)/u.test(rest))
      return webUrl(`${secure === undefined ? 'http' : 'https'}://${rest}${url.search}`);
  }
  return null;
};

const redirectedUrl = (url: URL): URL | null => {
  const found = redirectors.find(({ host, path }) => url.hostname === host && url.pathname.startsWith(path));
  if (found === undefined) return null;
  for (const name of found.parameters) {
    const inner = webUrl(url.searchParams.get(name) ?? '');
    if (inner !== null) return inner;
  }
  return null;
};

const webUrl = (text: string): URL | null => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/u.test(url.protocol) ? url : null;
};
