/**
 * The short way through the sanitiser. Most articles are nothing but paragraphs, lists, emphasis, links and pictures: a
 * tree of those is written from this list alone, element by element, and nothing else can come out. Any other tree, be
 * it by one element, has to go the long way.
 */
import type { ElementNode, TreeNode } from './extract/tree.ts';

type Attributes = Readonly<Record<string, string>>;

/** What becomes of the attributes of the two elements that keep some. */
export interface PlainRewrites {
  a: (attributes: Attributes) => Attributes;
  img: (attributes: Attributes) => Attributes;
}

/** Elements that are written without attributes. */
const bareTags: ReadonlySet<string> = new Set(
  'p h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption pre strong em b i u s sub sup small code'.split(
    ' ',
  ),
);
/** Attributes that the long way may keep on some of these. */
const telling: readonly string[] = ['lang', 'dir', 'cite', 'start', 'reversed', 'title', 'rel'];
const maxDepth = 30;

const escapeText = (text: string): string =>
  /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;');

const written = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');

class PlainWriter {
  readonly #parts: string[] = [];
  readonly #rewrites: PlainRewrites;

  constructor(rewrites: PlainRewrites) {
    this.#rewrites = rewrites;
  }

  get html(): string {
    return this.#parts.join('');
  }

  children({ children }: ElementNode, depth: number): boolean {
    return depth <= maxDepth && children.every(child => this.#node(child, depth));
  }

  /** False: it is not plain. */
  #node(node: TreeNode, depth: number): boolean {
    if (node.kind === 'text') {
      this.#parts.push(escapeText(node.text));
      return true;
    }
    const { tag, attrs } = node;
    if (tag === 'br') {
      this.#parts.push('<br />');
      return true;
    }
    if (tag === 'img') return this.#picture(attrs);
    if (telling.some(name => Object.hasOwn(attrs, name))) return false;
    if (tag !== 'a' && !bareTags.has(tag)) return false;
    const kept = tag === 'a' ? this.#rewrites.a({ href: attrs['href'] ?? '' }) : {};
    this.#parts.push(`<${tag}${written(kept)}>`);
    if (!this.children(node, depth + 1)) return false;
    this.#parts.push(`</${tag}>`);
    return true;
  }

  #picture(attributes: Attributes): boolean {
    const kept = this.#rewrites.img(attributes);
    if (kept['src'] === undefined) return true;
    if (kept['title'] === '') return false;
    this.#parts.push(`<img${written(kept)} />`);
    return true;
  }
}

/** Null where the tree is not plain. What comes out is safe by itself. */
export const plainHtml = (root: ElementNode, rewrites: PlainRewrites): string | null => {
  const writer = new PlainWriter(rewrites);
  return writer.children(root, 0) ? writer.html : null;
};
