/** What may stand in an article's HTML, as data. */

export const allowedTags: readonly string[] = [
  'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'figure', 'figcaption', 'img', 'a', 'strong',
  'em', 'b', 'i', 'u', 's', 'sub', 'sup', 'small', 'mark', 'q', 'cite', 'del', 'ins', 'code', 'pre', 'kbd', 'samp', 'var', 'table', 'caption', 'thead',
  'tbody', 'tfoot', 'tr', 'th', 'td', 'br', 'hr', 'time', 'abbr', 'dfn', 'bdi', 'bdo', 'ruby', 'rt', 'rp', 'wbr',
];

export const allowedAttributes: Readonly<Record<string, string[]>> = {
  a: ['href', 'title', 'rel', 'lang', 'dir'],
  img: ['src', 'alt', 'title', 'width', 'height'],
  time: ['datetime'],
  abbr: ['title'],
  dfn: ['title'],
  ol: ['start', 'reversed'],
  th: ['colspan', 'rowspan', 'scope'],
  td: ['colspan', 'rowspan'],
  blockquote: ['cite', 'lang', 'dir'],
  q: ['cite'],
  bdo: ['dir'],
  p: ['lang', 'dir'],
};

/** Elements whose text is no text of the article. */
export const droppedWithText: readonly string[] = [
  'script', 'style', 'textarea', 'option', 'select', 'noscript', 'iframe', 'title', 'template', 'object', 'embed', 'applet', 'svg', 'math', 'canvas',
  'button', 'xmp', 'noembed', 'noframes', 'plaintext', 'frameset', 'audio', 'video',
];

/** Attributes in which pages with lazy loading keep the picture's real address, best first. */
export const pictureSources: readonly string[] = [
  'data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-hi-res-src', 'data-full-src', 'data-url', 'data-image', 'src',
];

/** Hosts and paths of counters that pose as pictures. */
export const trackerShapes: readonly RegExp[] = [
  /(?:^|\.)(?:doubleclick\.net|google-analytics\.com|googletagmanager\.com|googlesyndication\.com|scorecardresearch\.com|quantserve\.com|chartbeat\.(?:com|net)|comscore\.com|adnxs\.com|omtrdc\.net|2o7\.net|statcounter\.com|hits\.blogger\.com|mc\.yandex\.ru|vgwort\.de|ioam\.de|ivwbox\.de)$/u,
];
export const trackerPaths: readonly RegExp[] = [
  /^https?:\/\/(?:www\.)?facebook\.com\/tr\b/u,
  /^https?:\/\/feeds?\.(?:feedburner|wordpress)\.com\/~?(?:r|ff|1\.0)\//u,
  /^https?:\/\/(?:pixel|stats|b|beacon|track(?:er|ing)?|count(?:er)?|analytics)\.[^/]+\/.*(?:\.gif|[?&])/u,
  /\/(?:pixel|beacon|spacer|blank|clear|transparent|1x1|track(?:er|ing)?|counter)\.(?:gif|png|jpe?g|php)(?:$|[?#])/iu,
];
