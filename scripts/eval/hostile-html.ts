/** Judges sanitised HTML by what a parser finds in it: the promises that a front end may rely on. */
import { parseHTML } from 'linkedom';

/** The part of the DOM that is used here; the project is not compiled with the browser's types. */
interface DomElement {
  localName: string;
  innerHTML: string;
  textContent: string;
  attributes: Iterable<{ name: string; value: string }>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

const forbiddenElements = new Set(
  (
    'script style object embed applet base meta link form input button textarea select option frame frameset template ' +
    'noscript svg math dialog portal title xmp plaintext noembed noframes'
  ).split(' '),
);

const forbiddenAttributes = new Set([
  'srcdoc',
  'formaction',
  'style',
  'ping',
  'http-equiv',
  'background',
  'is',
]);

const urlAttributes = new Set(
  'href src srcset poster cite action data xlink:href background longdesc'.split(' '),
);

/** Properties of documents and nodes that a name of that sort would hide from scripts. */
const clobbering = new Set(
  (
    'attributes cookie body head forms images links scripts documentElement createElement createTextNode getElementById ' +
    'querySelector firstChild lastChild firstElementChild parentNode childNodes children nodeName nodeType innerHTML ' +
    'removeChild appendChild insertBefore adoptNode setAttribute getAttribute removeAttribute submit action location ' +
    'ownerDocument textContent namespaceURI'
  ).split(' '),
);

const safeImageData = /^data:image\/(?:png|jpeg|gif|webp|avif)[;,]/i;

/** What browsers drop before they read a scheme. */
const droppedBytes = /[\x00-\x20]+/g;

const isSafeUrl = (value: string): boolean => {
  const bare = value.replace(droppedBytes, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(bare)?.[1]?.toLowerCase();
  if (scheme === undefined) return true;
  return scheme === 'http' || scheme === 'https' || scheme === 'mailto' || safeImageData.test(bare);
};

const urlsOf = (name: string, value: string): string[] =>
  name === 'srcset' ? value.split(',').map(part => part.trim().split(/\s+/)[0] ?? '') : [value];

const faultOfAttribute = (name: string, value: string): string | null => {
  if (name.startsWith('on')) return `attribute ${name}`;
  if (forbiddenAttributes.has(name)) return `attribute ${name}`;
  if ((name === 'id' || name === 'name') && clobbering.has(value))
    return `${name}="${value}" hides a property`;
  if (urlAttributes.has(name) && !urlsOf(name, value).every(isSafeUrl))
    return `${name}="${value.slice(0, 60)}"`;
  return null;
};

const tiny = new Set(['0', '1', '0px', '1px']);

const faultOfElement = (element: DomElement): string | null => {
  const name = element.localName.toLowerCase();
  if (forbiddenElements.has(name)) return `element ${name}`;
  if (
    name === 'iframe' &&
    (!/^https:/i.test(element.getAttribute('src') ?? '') || !element.hasAttribute('sandbox'))
  ) {
    return 'an iframe that is not https and sandboxed';
  }
  if (name === 'img' && ['width', 'height'].some(side => tiny.has(element.getAttribute(side) ?? ''))) {
    return 'a picture of no size';
  }
  const isOutside = name === 'a' && /^https?:/i.test(element.getAttribute('href') ?? '');
  return isOutside && !(element.getAttribute('rel') ?? '').includes('noopener')
    ? 'a link without rel=noopener'
    : null;
};

const parseBody = (html: string): DomElement => {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`) as unknown as {
    document: { body: DomElement };
  };
  return document.body;
};

/** Addresses of the pictures in a piece of HTML. */
export const picturesIn = (html: string): string[] =>
  [...parseBody(html).querySelectorAll('img')].map(image => image.getAttribute('src') ?? '');

/** All links in a piece of HTML, with what they say about themselves. */
export const linksIn = (html: string): { href: string; rel: string }[] =>
  [...parseBody(html).querySelectorAll('a')].map(link => ({
    href: link.getAttribute('href') ?? '',
    rel: link.getAttribute('rel') ?? '',
  }));

/** What the HTML breaks of the invariants, or null. */
export const htmlFault = (html: string): string | null => {
  const body = parseBody(html);
  for (const element of body.querySelectorAll('*')) {
    const ofAttributes = [...element.attributes].flatMap(
      ({ name, value }) => faultOfAttribute(name.toLowerCase(), value) ?? [],
    );
    const [fault] = [faultOfElement(element) ?? [], ofAttributes].flat();
    if (fault !== undefined) return fault;
  }
  return parseBody(body.innerHTML).innerHTML === body.innerHTML ? null : 'another parse gives another tree';
};
