import { printEdition } from './editions.ts';
import { printFeed } from './feeds/print.ts';
import { articlePage } from './pages/article-page.ts';
import { homePage, standPage } from './pages/home-page.ts';
import { pageLabels } from './pages/labels.ts';
import { pictureSvg } from './pages/picture.ts';
import { samplePublishers } from './publishers.ts';
import { htmlReply, notFound } from './reply.ts';
import type { SampleEdition } from './catalogue.ts';
import type { PrintedArticle } from './article.ts';
import type { EditionDesk } from './editions.ts';
import type { SamplePublisher } from './publishers.ts';
import type { Reply } from './reply.ts';

export interface SampleSite {
  origin: string;
  desk: EditionDesk;
}

export const homepageOf = (origin: string, publisher: SamplePublisher): string =>
  `${origin}/${publisher.slug}/`;

export const feedUrlOf = (origin: string, publisher: SamplePublisher): string =>
  `${origin}/${publisher.slug}/${publisher.feedName}`;

const articlesOf = (
  site: SampleSite,
  publisher: SamplePublisher,
  edition: SampleEdition,
): readonly PrintedArticle[] =>
  printEdition({ origin: site.origin, publisherSlug: publisher.slug, epoch: site.desk.epoch() }, edition);

const latestChange = (articles: readonly PrintedArticle[], fallback: Date): Date =>
  articles.length === 0
    ? fallback
    : new Date(Math.max(...articles.map(article => article.modifiedAt.getTime())));

export const replyToFeed = (site: SampleSite, publisher: SamplePublisher, edition: SampleEdition): Reply => {
  const articles = articlesOf(site, publisher, edition);
  const updatedAt = latestChange(articles, site.desk.epoch());
  const homepage = homepageOf(site.origin, publisher);
  const feedUrl = feedUrlOf(site.origin, publisher);
  return {
    status: 200,
    lastModified: updatedAt,
    ...printFeed({ publisher, feedUrl, homepage, articles, updatedAt }),
  };
};

const articleReply = (site: SampleSite, publisher: SamplePublisher, key: string): Reply => {
  const articles = articlesOf(site, publisher, site.desk.current(publisher.slug));
  const article = articles.find(candidate => candidate.key === key);
  if (article === undefined) return notFound;
  const page = articlePage({
    publisher,
    homepage: homepageOf(site.origin, publisher),
    feedUrl: feedUrlOf(site.origin, publisher),
    article,
    others: articles.filter(other => other !== article),
    labels: pageLabels[article.language],
  });
  return htmlReply(page, article.modifiedAt);
};

const homeReply = (site: SampleSite, publisher: SamplePublisher): Reply => {
  const articles = articlesOf(site, publisher, site.desk.current(publisher.slug));
  return htmlReply(homePage({ publisher, feedUrl: feedUrlOf(site.origin, publisher), articles }));
};

const standReply = (site: SampleSite): Reply => {
  const publishers = samplePublishers.map(publisher => ({
    publisher,
    homepage: homepageOf(site.origin, publisher),
    feedUrl: feedUrlOf(site.origin, publisher),
  }));
  return htmlReply(standPage({ publishers }));
};

const robots: Reply = {
  status: 200,
  contentType: 'text/plain; charset=utf-8',
  body: 'User-agent: *\nDisallow: /admin/\n',
  lastModified: null,
};

const pictureReply = (name: string): Reply => ({
  status: 200,
  contentType: 'image/svg+xml',
  body: pictureSvg(name.replace(/\.svg$/, '')),
  lastModified: null,
});

/** The publisher whose feed lives at this path, if any. */
export const findFeed = (path: string): SamplePublisher | null =>
  samplePublishers.find(publisher => path === `/${publisher.slug}/${publisher.feedName}`) ?? null;

/** The answer for any path but a feed's. */
export const replyToPage = (site: SampleSite, path: string): Reply => {
  if (path === '/') return standReply(site);
  if (path === '/robots.txt') return robots;
  const [head = '', ...rest] = path.slice(1).split('/');
  if (head === 'media' && rest.length === 1) return pictureReply(rest[0] ?? '');
  const publisher = samplePublishers.find(candidate => candidate.slug === head);
  if (publisher === undefined) return notFound;
  if (rest.length === 0) return { ...notFound, status: 301, location: `/${publisher.slug}/` };
  if (rest.length === 1 && rest[0] === '') return homeReply(site, publisher);
  return rest.length === 2 && rest[0] === 'story' ? articleReply(site, publisher, rest[1] ?? '') : notFound;
};
