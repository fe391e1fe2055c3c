import { teaserOf } from '../article.ts';
import { bodyHtml } from '../markup.ts';
import { toRfc3339 } from '../dates.ts';
import { linkOf } from './issue.ts';
import type { PrintedArticle } from '../article.ts';
import type { FeedIssue } from './issue.ts';

const item = (issue: FeedIssue, article: PrintedArticle): Record<string, unknown> => {
  const { slug, utcOffset, fullText } = issue.publisher;
  const isEdited = article.modifiedAt.getTime() > article.publishedAt.getTime();
  return {
    id: `${slug}:${article.key}`,
    url: linkOf(issue, article),
    title: article.headline,
    summary: teaserOf(article),
    ...(fullText ? { content_html: bodyHtml(article) } : { content_text: teaserOf(article) }),
    ...(article.imageUrl === null ? {} : { image: article.imageUrl }),
    date_published: toRfc3339(article.publishedAt, utcOffset),
    ...(isEdited ? { date_modified: toRfc3339(article.modifiedAt, utcOffset) } : {}),
    authors: article.authors.map(name => ({ name })),
    tags: article.categories,
    language: article.language,
  };
};

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export const toJsonFeed = (issue: FeedIssue): string =>
  JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: issue.publisher.title,
      description: issue.publisher.tagline,
      home_page_url: issue.homepage,
      feed_url: issue.feedUrl,
      ...(issue.publisher.language === null ? {} : { language: issue.publisher.language }),
      items: issue.articles.map(article => item(issue, article)),
    },
    null,
    1,
  );
