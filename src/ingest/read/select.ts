import { compile, selectAll, selectOne, type Options } from 'css-select';
import { attribute, textOf } from '../extract/nodes.ts';
import type { ElementNode, TreeNode } from '../extract/tree.ts';

/**
 * CSS selectors over the page tree of the extraction, which is bounded in depth and size. A selector with several
 * descendant combinators can still take long on a page made for it, so this belongs into a thread with a deadline.
 */

const isElement = (node: TreeNode): node is ElementNode => node.kind === 'element';

const siblingsOf = (node: TreeNode): TreeNode[] => node.parent?.children ?? [node];

const hasAncestorIn = (node: TreeNode, nodes: ReadonlySet<TreeNode>): boolean => {
  for (let above = node.parent; above !== null; above = above.parent) if (nodes.has(above)) return true;
  return false;
};

const options: Options<TreeNode, ElementNode> = {
  adapter: {
    isTag: isElement,
    getAttributeValue: (element, name) => attribute(element, name) ?? undefined,
    getChildren: node => (isElement(node) ? node.children : []),
    getName: element => element.tag,
    getParent: node => node.parent,
    getSiblings: siblingsOf,
    getText: textOf,
    hasAttrib: (element, name) => attribute(element, name) !== null,
    removeSubsets: nodes => {
      const all = new Set(nodes);
      return [...all].filter(node => !hasAncestorIn(node, all));
    },
  },
};

/** A compiled selector, for use on many elements of one page. */
export interface Selector {
  all(within: ElementNode): ElementNode[];
  first(within: ElementNode): ElementNode | null;
}

/** Throws what css-select throws for a selector that is none: it was checked when its source was added. */
export const toSelector = (css: string): Selector => {
  const query = compile<TreeNode, ElementNode>(css, options);
  return {
    all: within => selectAll<TreeNode, ElementNode>(query, within, options),
    first: within => selectOne<TreeNode, ElementNode>(query, within, options),
  };
};
