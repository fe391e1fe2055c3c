import { InvalidArgumentError, type Command } from 'commander';
import type { ArticleSummary } from '../articles/article.ts';
import { articleText } from '../articles/body.ts';
import { changesBetween, contentOf } from '../articles/revision.ts';
import { maxPageSize } from '../core/cursor.ts';
import { canonicalUrl } from '../core/url.ts';
import type { Stores } from '../storage/mongo.ts';
import { revisionId } from '../storage/revision-store.ts';
import { CommandFailure, UsageFailure } from './outcome.ts';
import { answer, print, withStores, type OutputOptions } from './session.ts';

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
  const article = program
    .command('article')
    .description('show one article')
    .argument('<key>', 'its address, slug or id')
    .option('--revisions', 'show its edits instead')
    .option('--json', 'answer as JSON')
    .action((key: string, { revisions, ...options }: OutputOptions & { revisions?: boolean }) =>
      withStores(({ stores }) => (revisions === true ? showRevisions : show)(stores, key, options)),
    );
  article
    .command('remove')
    .description('remove one article for good: no poll brings it back')
    .argument('<key>', 'its address, slug or id')
    .requiredOption('--reason <text>', 'why, for the record')
    .action((key: string, { reason }: { reason: string }) =>
      withStores(({ stores }) => remove(stores, key, reason)),
    );
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

const articleOf = async (articles: Stores['articles'], key: string): Promise<ArticleSummary> => {
  const [article] = [
    ...(await articles.byIds([key])),
    ...(await articles.bySlugs([key])),
    ...(await articles.byUrls([canonicalUrl(key) ?? key])),
  ];
  if (article === undefined) throw new CommandFailure(`no article has the address, slug or id ${key}`);
  return article;
};

const remove = async (stores: Stores, key: string, reason: string): Promise<void> => {
  const { id, headline } = await articleOf(stores.articles, key);
  await stores.removeArticle({ id, reason, by: 'cli', at: new Date() });
  print(`removed: ${headline}`);
};

const diffMarks = { SAME: ['', ''], ADDED: ['{+', '+}'], REMOVED: ['[-', '-]'] } as const;

/** Each edit, the latest first, as `git diff --word-diff` writes it. */
const showRevisions = async (stores: Stores, key: string, options: OutputOptions): Promise<void> => {
  const article = await articleOf(stores.articles, key);
  const [body] = await stores.articles.bodies([article.id]);
  const [kept] = await stores.revisions.ofArticles([article.id]);
  const refs = (kept?.revisions ?? []).filter(({ revision }) => revision < article.revision);
  const stored = await stores.revisions.byIds(refs.map(ref => revisionId(ref.articleId, ref.revision)));
  const versions = [
    { ...contentOf(article, body?.sections ?? []), revision: article.revision, at: article.updatedAt },
    ...stored.toSorted((a, b) => b.revision - a.revision),
  ];
  const edits = versions.slice(0, -1).flatMap((after, place) => {
    const before = versions[place + 1];
    if (before === undefined) return [];
    return [{ revision: after.revision, at: after.at, changes: changesBetween(before, after, id => id) }];
  });
  const lines = edits.flatMap(({ revision, at, changes }) => [
    `revision ${revision} · ${at.toISOString()}`,
    ...changes.flatMap(({ field, diff, addedWords, removedWords }) => [
      `  ${field}: +${addedWords} -${removedWords} words`,
      diff.map(({ kind, text }) => `${diffMarks[kind][0]}${text}${diffMarks[kind][1]}`).join(''),
    ]),
  ]);
  answer(edits, lines.length === 0 ? ['never edited'] : lines, options);
};

const show = async (
  { articles, sources, tags }: Stores,
  key: string,
  options: OutputOptions,
): Promise<void> => {
  const article = await articleOf(articles, key);
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
