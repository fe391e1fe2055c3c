/** First labels of hosts that serve the pages of the host without them. */
const twinLabels: ReadonlySet<string> = new Set(['www', 'm', 'mobile', 'amp', 'wap', 'touch', 'lite']);

/** Last path segments of the other forms of a page. */
const formSegment = /^\/?(?:amp|amphtml|amp\.html|lite|mobile|print)\/?$/iu;

const siteOf = (host: string): string => {
  const [first = '', ...rest] = host.split('.');
  return rest.length > 1 && twinLabels.has(first) ? rest.join('.') : host;
};

/**
 * The address that a page at `own` names as its canonical one, where that is believable as its identity; null where
 * `own` stays. Both are canonical forms. It must be of the same site, so that nobody can take the place of a page of
 * somebody else's (RFC 6596 leaves that to us), and not the front page or section that the page lies under, which some
 * sites name for all of their pages.
 */
export const adoptedUrl = (own: string, claimed: string | null): string | null => {
  if (claimed === null || claimed === own) return null;
  const [ownUrl, claimedUrl] = [URL.parse(own), URL.parse(claimed)];
  if (ownUrl === null || claimedUrl === null || claimedUrl.pathname === '/') return null;
  if (siteOf(ownUrl.hostname) !== siteOf(claimedUrl.hostname) || ownUrl.port !== claimedUrl.port) return null;
  const section = claimedUrl.pathname.replace(/\/$/u, '');
  const { pathname } = ownUrl;
  const isUnder = pathname.startsWith(`${section}/`) && pathname.length > section.length + 1;
  return isUnder && !formSegment.test(pathname.slice(section.length)) ? null : claimed;
};
