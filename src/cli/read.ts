import { InvalidArgumentError, type Command } from 'commander';
import type { ArticleSummary } from '../articles/article.ts';
import { articleText } from '../articles/body.ts';
import { maxPageSize } from '../core/cursor.ts';
import { canonicalUrl } from '../core/url.ts';
import type { Stores } from '../storage/mongo.ts';
import { CommandFailure, UsageFailure } from './outcome.ts';
import { answer, withStores, type OutputOptions } from './session.ts';

export const addReadCommands = (program: Command): void => {
  program
    .command('search')
    .description('search the stored articles, in Devanagari, English or romanised Hindi')
    .argument(
      '<query...>',
      'words, "a phrase", -not, OR, ( ), source: lang: tag: author: after: before: site:',
    )
    .option('--first <n>', 'how many hits', pageSizeOf, 10)
    .option('--json', 'answer as JSON')
    .action((words: string[], options: SearchOptions) =>
      withStores(({ stores }) => search(stores, words.join(' '), options)),
    );
  program
    .command('article')
    .description('show one article')
    .argument('<key>', 'its address, slug or id')
    .option('--json', 'answer as JSON')
    .action((key: string, options: OutputOptions) => withStores(({ stores }) => show(stores, key, options)));
};

interface SearchOptions extends OutputOptions {
  first: number;
}

const pageSizeOf = (text: string): number => {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= maxPageSize) return size;
  throw new InvalidArgumentError(`must be from 1 to ${maxPageSize}`);
};

const search = async (stores: Stores, text: string, options: SearchOptions): Promise<void> => {
  const found = await stores.search.search({
    text,
    order: 'RELEVANCE',
    first: options.first,
    now: new Date(),
  });
  if (found.fault !== undefined)
    throw new UsageFailure(`${found.fault.message} (at ${found.fault.position})`);
  const articles = await stores.articles.byIds(found.hits.map(hit => hit.articleId));
  const byId = new Map(articles.map(article => [article.id, article] as const));
  const hits = found.hits.flatMap(({ articleId, score }) => {
    const article = byId.get(articleId);
    return article === undefined ? [] : [{ score, article }];
  });
  const lines = hits.map(({ score, article }) => `${score.toFixed(2).padStart(7)}  ${lineOf(article)}`);
  answer(
    { totalCount: found.totalCount, mode: found.mode, hits },
    [`${found.totalCount} articles`, ...lines],
    options,
  );
};

const lineOf = ({ language, headline, slug }: ArticleSummary): string =>
  `[${language}] ${headline}\n         ${slug}`;

const show = async (
  { articles, sources, tags }: Stores,
  key: string,
  options: OutputOptions,
): Promise<void> => {
  const [article] = [
    ...(await articles.byIds([key])),
    ...(await articles.bySlugs([key])),
    ...(await articles.byUrls([canonicalUrl(key) ?? key])),
  ];
  if (article === undefined) throw new CommandFailure(`no article has the address, slug or id ${key}`);
  const [body] = await articles.bodies([article.id]);
  const [source] = await sources.byIds([article.sourceId]);
  const named = await tags.byIds(article.tagIds);
  const sections = body?.sections ?? [];
  answer(
    { ...article, sections, source, tags: named },
    [
      article.headline,
      ...(article.dek === null ? [] : ['', article.dek]),
      '',
      `${source?.title ?? 'unknown source'} · ${article.authors.join(', ')} · ${article.sortAt.toISOString()}`,
      `tags: ${named.map(tag => tag.name).join(', ')}`,
      '',
      articleText(sections),
    ],
    options,
  );
};
