/** What runs inside each thread. Nothing that it imports may need more than type stripping, or know the database. */
import { decodeBytes } from '../decode.ts';
import { extractArticle } from '../extract/article.ts';
import { enrich } from '../enrich.ts';
import { digestsOf, withoutRepeats } from '../extract/repeats.ts';
import { parseFeed } from '../parse/index.ts';
import { parseSitemap } from '../parse/sitemap.ts';
import { parseAnswer } from '../read/api-answer.ts';
import { parseListing } from '../read/listing-page.ts';
import { serveTasks } from './serve.ts';
import type { Tasks } from './task.ts';

serveTasks<Tasks>({
  parseFeed: ({ bytes, ...options }) => parseFeed(bytes, options),
  readPage: ({ bytes, contentType, url }) => {
    const page = extractArticle(decodeBytes(bytes, contentType, 'html'), url);
    return { page, digests: digestsOf(page) };
  },
  parseSitemap: ({ bytes, url }) => parseSitemap(bytes, url),
  parseAnswer: ({ mapping, ...document }) => parseAnswer(document, mapping),
  parseListing: ({ selectors, ...document }) => parseListing(document, selectors),
  prepare: ({ entries, source, now }) =>
    entries.map(({ entry, page }) => enrich(entry, page, { source, now })),
  dropRepeats: ({ page, repeats, url }) => withoutRepeats(page, repeats, url),
});
