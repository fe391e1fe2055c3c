/** A tree back to HTML. What comes out is well-formed and bounded but NOT yet safe: the sanitiser decides that. */
import { blockTags, keptInlineTags } from './tags.ts';
import type { ElementNode, TreeNode } from './tree.ts';

const voidTags: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'wbr', 'source', 'col']);
/** Elements that add nothing of their own: only what is inside them is written. */
const transparentTags: ReadonlySet<string> = new Set([
  'span',
  'font',
  'center',
  'div',
  'section',
  'article',
  'picture',
  'main',
  'header',
  '#root',
]);

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;');

const openTag = (element: ElementNode): string => {
  const attributes = Object.entries(element.attrs)
    .filter(([name]) => /^[a-z][a-z0-9-]*$/u.test(name) && !name.startsWith('on'))
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
  return `<${element.tag}${attributes.join('')}>`;
};

const isWritten = (element: ElementNode): boolean =>
  !transparentTags.has(element.tag) &&
  /^[a-z][a-z0-9]*$/u.test(element.tag) &&
  (blockTags.has(element.tag) || keptInlineTags.has(element.tag) || voidTags.has(element.tag));

const write = (node: TreeNode, out: string[]): void => {
  if (node.kind === 'text') {
    out.push(escapeText(node.text));
    return;
  }
  const tag = node.tag === 'amp-img' ? 'img' : node.tag;
  const written = isWritten(node) || tag === 'img';
  if (written) out.push(openTag(tag === node.tag ? node : { ...node, tag }));
  if (voidTags.has(tag)) return;
  for (const child of node.children) write(child, out);
  if (written) out.push(`</${tag}>`);
  else if (node.hasBlock) out.push(' ');
};

export const serialise = (nodes: readonly TreeNode[]): string => {
  const out: string[] = [];
  for (const node of nodes) write(node, out);
  return out.join('');
};
