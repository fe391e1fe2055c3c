/** What a page says about itself outside its text, gathered once: meta elements, links and its article node in JSON-LD. */
import {
  isObject,
  listOf,
  readJsonLd,
  textValue,
  typesOf,
  valueOf,
  type JsonLdGraph,
  type JsonObject,
} from './json-ld.ts';
import { attribute, plainLine, textOf } from './nodes.ts';
import type { PageTree } from './tree.ts';

export interface PageMeta {
  readonly tree: PageTree;
  readonly url: string;
  /** Values of a meta name or property, in lower case, in document order; never empty strings. */
  all(name: string): readonly string[];
  /** First value of the first name that has one. */
  first(...names: readonly string[]): string | null;
  readonly graph: JsonLdGraph;
  /** The node of JSON-LD that describes the article, or null. */
  readonly article: JsonObject | null;
  /** Text of the main heading, or null. */
  readonly h1: string | null;
  /** Names by which the site calls itself. */
  readonly siteNames: readonly string[];
}

/** From the one that fits best to the one that is better than nothing. */
const articleTypes = [
  /^(?:.*NewsArticle|LiveBlogPosting)$/u,
  /^(?:.*Article|.*Posting|Report|Review)$/u,
  /^(?:Recipe|VideoObject|PodcastEpisode)$/u,
  /^WebPage$/u,
];

const rankOf = (node: JsonObject): number => {
  const types = typesOf(node);
  const rank = articleTypes.findIndex(pattern => types.some(type => pattern.test(type)));
  return rank < 0 ? Number.POSITIVE_INFINITY : rank;
};

const addressesOf = (node: JsonObject): string[] =>
  ['url', 'mainEntityOfPage', '@id'].flatMap(key => {
    const value = valueOf(node, key);
    const address = isObject(value) ? (valueOf(value, '@id') ?? valueOf(value, 'url')) : value;
    return typeof address === 'string' ? [address] : [];
  });

const pathOf = (address: string): string =>
  address
    .replace(/^https?:\/\/[^/]*/iu, '')
    .replace(/[?#].*$/u, '')
    .replace(/\/$/u, '');

/** The best type wins; among equals the one that names this page, then the first. */
const findArticleNode = (graph: JsonLdGraph, url: string): JsonObject | null => {
  let best: JsonObject | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  const path = pathOf(url);
  for (const node of graph.nodes) {
    const rank = rankOf(node);
    if (rank === Number.POSITIVE_INFINITY) continue;
    const isNamed = valueOf(node, 'headline') !== undefined || valueOf(node, 'datePublished') !== undefined;
    const isThisPage = path !== '' && addressesOf(node).some(address => pathOf(address) === path);
    const score = rank * 4 + (isNamed ? 0 : 2) + (isThisPage ? 0 : 1);
    if (score < bestScore) {
      best = node;
      bestScore = score;
    }
  }
  return best;
};

const metaValues = (tree: PageTree): ReadonlyMap<string, string[]> => {
  const values = new Map<string, string[]>();
  for (const element of tree.byTag.get('meta') ?? []) {
    const content = plainLine(attribute(element, 'content') ?? '');
    if (content === '') continue;
    for (const key of ['property', 'name', 'itemprop']) {
      const name = attribute(element, key)?.trim().toLowerCase();
      if (name !== undefined && name !== '') values.set(name, [...(values.get(name) ?? []), content]);
    }
  }
  return values;
};

const hostNames = (url: string): string[] => {
  const host = /^https?:\/\/(?:www\.)?([^/:?#]+)/iu.exec(url)?.[1];
  if (host === undefined) return [];
  const labels = host.split('.');
  const main = labels.length > 2 && (labels.at(-2) ?? '').length <= 3 ? labels.at(-3) : labels.at(-2);
  return main === undefined ? [host] : [host, main, labels.slice(-2).join('.')];
};

const findHeading = (tree: PageTree): string | null => {
  const headings = (tree.byTag.get('h1') ?? []).map(textOf).filter(text => text !== '');
  return headings[0] ?? null;
};

export const readPageMeta = (tree: PageTree, url: string): PageMeta => {
  const values = metaValues(tree);
  const graph = readJsonLd(tree.jsonLd);
  const article = findArticleNode(graph, url);
  const all = (name: string): readonly string[] => values.get(name) ?? [];
  const publishers = listOf(article === null ? undefined : valueOf(article, 'publisher')).flatMap(value => {
    const node = graph.resolve(value);
    const name = node === null ? textValue(value) : textValue(valueOf(node, 'name'));
    return name === null ? [] : [name];
  });
  const siteNames = [...all('og:site_name'), ...all('application-name'), ...publishers, ...hostNames(url)];
  return {
    tree,
    url,
    all,
    first: (...names) => names.map(name => all(name)[0]).find(value => value !== undefined) ?? null,
    graph,
    article,
    h1: findHeading(tree),
    siteNames,
  };
};
