// Element names are told by their namespace, whatever prefix a feed chose. Each known namespace has one fixed
// prefix here; names are lower case, since feeds get the case wrong and no format uses it to tell names apart.

/** Known namespaces without scheme, `www.` and trailing slash or hash. The feed formats' own ones are ''. */
const prefixByNamespace: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'w3.org/2005/atom': 'atom',
    'purl.org/atom/ns': 'atom',
    'purl.org/atom': 'atom',
    'w3.org/1999/xhtml': 'xhtml',
    'w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
    'w3.org/xml/1998/namespace': 'xml',
    'w3.org/2000/svg': 'svg',
    'w3.org/1998/math/mathml': 'mathml',
    'w3.org/1999/xlink': 'xlink',
    'purl.org/rss/1.0': '',
    'my.netscape.com/rdf/simple/0.9': '',
    'channel.netscape.com/rdf/simple/0.9': '',
    'backend.userland.com/rss': '',
    'backend.userland.com/rss2': '',
    'blogs.law.harvard.edu/tech/rss': '',
    'backend.userland.com/rss091': '',
    'purl.org/rss/1.0/modules/rss091': '',
    'purl.org/net/rss1.1': '',
    'purl.org/dc/elements/1.0': 'dc',
    'purl.org/dc/elements/1.1': 'dc',
    'purl.org/dc/terms': 'dcterms',
    'purl.org/rss/1.0/modules/content': 'content',
    'purl.org/rss/1.0/modules/syndication': 'sy',
    'search.yahoo.com/mrss': 'media',
    'itunes.com/dtds/podcast-1.0.dtd': 'itunes',
    'example.com/dtds/podcast-1.0.dtd': 'itunes',
    'purl.org/syndication/thread/1.0': 'thr',
    'georss.org/georss': 'georss',
    'opengis.net/gml': 'gml',
    'google.com/schemas/sitemap-news/0.9': 'news',
    'google.com/schemas/sitemap-image/1.1': 'image',
    'sitemaps.org/schemas/sitemap/0.9': '',
    'wellformedweb.org/commentapi': 'wfw',
    'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  }),
);

/** Prefixes that stand for a feed's own vocabulary when they are the default: see `defaultPrefix`. */
const rssRoots = new Set(['rss', 'channel', 'item']);
const atomRoots = new Set(['feed', 'entry']);

const maxBindings = 64;
const maxCachedNames = 4096;

/** The namespace bindings in force at one element, with the names that were already resolved under them. */
export interface NameScope {
  /** Declared prefix ('' for the default) to our prefix. */
  readonly bindings: ReadonlyMap<string, string>;
  readonly resolved: Map<string, string>;
}

export const rootScope = (): NameScope => ({ bindings: new Map(), resolved: new Map() });

/** The scope of an element with these attributes; the parent's where nothing new is declared. */
export const scopeWith = (
  parent: NameScope,
  attributes: ReadonlyMap<string, string>,
  name: string,
): NameScope => {
  let bindings: Map<string, string> | null = null;
  for (const [attribute, value] of attributes) {
    if (!attribute.startsWith('xmlns')) continue;
    const prefix = attribute === 'xmlns' ? '' : attribute.slice(6);
    const ours = prefix === '' ? defaultPrefix(name, value) : prefixFor(value, prefix);
    if (parent.bindings.get(prefix) === ours || parent.bindings.size >= maxBindings) continue;
    bindings ??= new Map(parent.bindings);
    bindings.set(prefix, ours);
  }
  return bindings ? { bindings, resolved: new Map() } : parent;
};

/** `prefix:local` in our prefixes; the bare local name for the vocabulary of the feed format itself. */
export const resolveName = (scope: NameScope, name: string): string => {
  const known = scope.resolved.get(name);
  if (known !== undefined) return known;
  const colon = name.indexOf(':');
  const declared = colon < 0 ? '' : name.slice(0, colon).toLowerCase();
  const local = name.slice(colon + 1).toLowerCase();
  const prefix = scope.bindings.get(declared) ?? declared;
  const resolved = prefix === '' ? local : `${prefix}:${local}`;
  if (scope.resolved.size < maxCachedNames) scope.resolved.set(name, resolved);
  return resolved;
};

const prefixFor = (namespace: string, declared: string): string => {
  const key = namespace
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[/#]+$/, '');
  return prefixByNamespace.get(key) ?? declared;
};

/** Roots tell the vocabulary better than a mistyped or borrowed default namespace does. */
const defaultPrefix = (elementName: string, namespace: string): string => {
  const name = elementName.toLowerCase();
  if (rssRoots.has(name)) return '';
  if (atomRoots.has(name)) return 'atom';
  return prefixFor(namespace, '');
};

/** Feeds that declare nothing: the root's name alone says which vocabulary the bare names belong to. */
export const impliedScope = (rootName: string): NameScope =>
  atomRoots.has(rootName.toLowerCase())
    ? { bindings: new Map([['', 'atom']]), resolved: new Map() }
    : rootScope();
