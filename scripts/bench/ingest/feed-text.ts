/* Feeds of generated articles in three formats, about 1.5 KB of HTML an item; the newest item first. */
import type { MadeArticle } from '../corpus/articles.ts';

export interface FeedPage {
  origin: string;
  feed: number;
  items: readonly MadeArticle[];
  updated: Date;
}

const escape = (text: string): string =>
  text.replace(/[&<>]/gu, mark => (mark === '&' ? '&amp;' : mark === '<' ? '&lt;' : '&gt;'));

const linkOf = ({ origin, feed }: FeedPage, { place }: MadeArticle): string =>
  `${origin}/article/${feed}/${place}`;

const htmlOf = ({ paragraphs, subheading, place }: MadeArticle): string => {
  const [first = '', ...rest] = paragraphs;
  const picture = `<img src="https://img.example/${place}.jpg" alt="">`;
  const list = `<ul><li>${subheading}</li><li>${subheading}</li></ul>`;
  return `<p>${first} <a href="https://else.example/${place}?utm_source=rss">${subheading}</a></p>${picture}<h2>${subheading}</h2>${rest.map(text => `<p><em>${text}</em> &amp;</p>`).join('\n')}${list}`;
};

const tagsOf = ({ tags }: MadeArticle): string[] => tags.map(tag => `topic ${tag}`);
const authorOf = ({ place }: MadeArticle): string => `Reporter ${place % 500}`;

const rssItem = (page: FeedPage, item: MadeArticle): string =>
  `<item><title>${escape(item.headline)}</title><link>${linkOf(page, item)}</link><guid isPermaLink="false">${page.feed}:${item.place}</guid><pubDate>${item.publishedAt.toUTCString()}</pubDate><dc:creator>${authorOf(item)}</dc:creator>${tagsOf(
    item,
  )
    .map(tag => `<category>${tag}</category>`)
    .join(
      '',
    )}<description>${escape(item.dek)}</description><content:encoded><![CDATA[${htmlOf(item)}]]></content:encoded></item>`;

const rss = (page: FeedPage): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed ${page.feed}</title><link>${page.origin}/site/${page.feed}</link><description>Made for measuring</description><lastBuildDate>${page.updated.toUTCString()}</lastBuildDate>${page.items.map(item => rssItem(page, item)).join('\n')}</channel></rss>`;

const atomEntry = (page: FeedPage, item: MadeArticle): string => {
  const at = item.publishedAt.toISOString();
  const categories = tagsOf(item).map(tag => `<category term="${tag}"/>`);
  return `<entry><title>${escape(item.headline)}</title><id>urn:${page.feed}:${item.place}</id><link rel="alternate" href="${linkOf(page, item)}"/><published>${at}</published><updated>${at}</updated><author><name>${authorOf(item)}</name></author>${categories.join('')}<content type="html">${escape(htmlOf(item))}</content></entry>`;
};

const atom = (page: FeedPage): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed ${page.feed}</title><id>urn:feed:${page.feed}</id><link rel="alternate" href="${page.origin}/site/${page.feed}"/><updated>${page.updated.toISOString()}</updated>${page.items.map(item => atomEntry(page, item)).join('\n')}</feed>`;

const jsonFeed = (page: FeedPage): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: `Feed ${page.feed}`,
    home_page_url: `${page.origin}/site/${page.feed}`,
    feed_url: `${page.origin}/feed/${page.feed}`,
    items: page.items.map(item => ({
      id: `${page.feed}:${item.place}`,
      url: linkOf(page, item),
      title: item.headline,
      content_html: htmlOf(item),
      date_published: item.publishedAt.toISOString(),
      authors: [{ name: authorOf(item) }],
      tags: tagsOf(item),
    })),
  });

/** By the number of the feed: RSS, Atom, JSON Feed and again. */
export const formats = [
  { type: 'application/rss+xml; charset=utf-8', write: rss },
  { type: 'application/atom+xml; charset=utf-8', write: atom },
  { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
] as const;
