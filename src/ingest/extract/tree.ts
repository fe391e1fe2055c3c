/**
 * A small document tree for publisher pages, built in one pass.
 * It is bounded: what is nested deeper than `maxDepth` is kept flat, what comes after `maxNodes` is left out, so that
 * every later walk may recurse and none of them meets more than it can read.
 */
import { Parser } from 'htmlparser2';
import { blockTags, skippedTags } from './tags.ts';

export interface TextNode {
  readonly kind: 'text';
  text: string;
  readonly parent: ElementNode;
}

export interface ElementNode {
  readonly kind: 'element';
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: TreeNode[];
  readonly parent: ElementNode | null;
  /** Whether a block-level element lies anywhere below. */
  hasBlock: boolean;
}

export type TreeNode = TextNode | ElementNode;

export interface PageTree {
  readonly root: ElementNode;
  /** Contents of `script type="application/ld+json"`, in order. */
  readonly jsonLd: readonly string[];
  /** Every element by tag, in document order. */
  readonly byTag: ReadonlyMap<string, readonly ElementNode[]>;
}

export const maxPageChars = 5_000_000;
export const maxDepth = 200;
export const maxNodes = 100_000;
const maxJsonLdBlocks = 50;
/** The parser's own stack slows down with its depth: with so many elements open it begins anew. */
const maxOpenBeyondCap = 2_000;
/** Where a parser that begins anew goes on: what was open is taken for closed but for the page and its body. */
const restartDepth = 2;
const chunkChars = 32_768;

const newElement = (tag: string, attrs: Record<string, string>, parent: ElementNode | null): ElementNode => ({
  kind: 'element',
  tag,
  attrs,
  children: [],
  parent,
  hasBlock: false,
});

const markBlockAncestors = (element: ElementNode): void => {
  for (let above = element.parent; above !== null && !above.hasBlock; above = above.parent)
    above.hasBlock = true;
};

const isJsonLd = (attrs: Record<string, string>): boolean => /ld\+json/iu.test(attrs['type'] ?? '');

class TreeBuilder {
  readonly root = newElement('#root', {}, null);
  readonly jsonLd: string[] = [];
  readonly byTag = new Map<string, ElementNode[]>();
  #current = this.root;
  #depth = 0;
  /** Elements open beyond the depth cap. */
  #flattened = 0;
  /** Elements open inside one whose content is of no use. */
  #skipping = 0;
  #inJsonLd = false;
  #nodes = 0;

  open(tag: string, attrs: Record<string, string>): void {
    if (this.#skipping > 0 || skippedTags.has(tag)) {
      this.#skipping += 1;
      if (
        this.#skipping === 1 &&
        tag === 'script' &&
        isJsonLd(attrs) &&
        this.jsonLd.length < maxJsonLdBlocks
      ) {
        this.#inJsonLd = true;
        this.jsonLd.push('');
      }
      return;
    }
    if (this.#depth >= maxDepth || this.#nodes >= maxNodes) {
      this.#flattened += 1;
      if (blockTags.has(tag)) this.#breakParagraph();
      return;
    }
    const element = newElement(tag, attrs, this.#current);
    this.#current.children.push(element);
    this.#current = element;
    this.#depth += 1;
    this.#nodes += 1;
    const sameTag = this.byTag.get(tag);
    if (sameTag === undefined) this.byTag.set(tag, [element]);
    else sameTag.push(element);
    if (blockTags.has(tag)) markBlockAncestors(element);
  }

  /** What is kept flat keeps its paragraphs. */
  #breakParagraph(): void {
    const { children } = this.#current;
    const last = children.at(-1);
    if (last === undefined || (last.kind === 'element' && last.tag === 'br')) return;
    if (this.#nodes + 2 > maxNodes) return;
    children.push(newElement('br', {}, this.#current), newElement('br', {}, this.#current));
    this.#nodes += 2;
  }

  get openBeyondCap(): number {
    return this.#flattened + this.#skipping;
  }

  /** Closes whatever is open, for a parser that knows nothing of it. */
  restart(): void {
    this.#flattened = 0;
    this.#skipping = 0;
    this.#inJsonLd = false;
    while (this.#depth > restartDepth && this.#current.parent !== null) {
      this.#current = this.#current.parent;
      this.#depth -= 1;
    }
  }

  text(text: string): void {
    if (this.#inJsonLd) {
      const last = this.jsonLd.length - 1;
      this.jsonLd[last] = (this.jsonLd[last] ?? '') + text;
    }
    if (this.#skipping > 0 || this.#nodes >= maxNodes) return;
    const last = this.#current.children.at(-1);
    if (last?.kind === 'text') last.text += text;
    else {
      this.#current.children.push({ kind: 'text', text, parent: this.#current });
      this.#nodes += 1;
    }
  }

  close(): void {
    if (this.#skipping > 0) {
      this.#skipping -= 1;
      if (this.#skipping === 0) this.#inJsonLd = false;
    } else if (this.#flattened > 0) this.#flattened -= 1;
    else if (this.#current.parent !== null) {
      this.#current = this.#current.parent;
      this.#depth -= 1;
    }
  }
}

/**
 * With scripting on, a browser reads `noscript` as raw text up to its end tag; read as mark-up, an open tag inside can
 * swallow the page. Only its pictures are kept: they stand in for lazily loaded ones.
 */
const withoutNoscript = (html: string): string => {
  const opening = /<noscript\b[^>]{0,200}>/giu;
  const closing = /<\/noscript\b[^>]{0,200}>/giu;
  const parts: string[] = [];
  let from = 0;
  for (let open = opening.exec(html); open !== null; open = opening.exec(html)) {
    closing.lastIndex = opening.lastIndex;
    const close = closing.exec(html);
    if (close === null) break;
    const pictures = html.slice(opening.lastIndex, close.index).match(/<img\b[^>]{0,2000}>/giu) ?? [];
    parts.push(html.slice(from, open.index), ...pictures);
    from = closing.lastIndex;
    opening.lastIndex = from;
  }
  return parts.join('') + html.slice(from);
};

const newParser = (builder: TreeBuilder): Parser =>
  new Parser(
    {
      onopentag: (tag, attrs) => builder.open(tag, attrs),
      ontext: text => builder.text(text),
      onclosetag: () => builder.close(),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );

/** In front of a tag where there is one, so that the next parser can begin there. */
const chunkEnd = (page: string, at: number): number => {
  const end = at + chunkChars;
  const tag = end < page.length ? page.lastIndexOf('<', end) : -1;
  return tag > at ? tag : end;
};

/** Never throws; an empty or unusable page gives a root without children. */
export const parseTree = (html: string): PageTree => {
  const builder = new TreeBuilder();
  const page = withoutNoscript(html.slice(0, maxPageChars));
  let parser = newParser(builder);
  for (let at = 0; at < page.length;) {
    const end = chunkEnd(page, at);
    parser.write(page.slice(at, end));
    at = end;
    if (builder.openBeyondCap < maxOpenBeyondCap) continue;
    builder.restart();
    parser = newParser(builder);
  }
  parser.end();
  return { root: builder.root, jsonLd: builder.jsonLd, byTag: builder.byTag };
};
