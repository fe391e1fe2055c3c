/** What runs inside each thread. Nothing that it imports may need more than type stripping, or know the database. */
import { decodeBytes } from '../decode.ts';
import { extractArticle } from '../extract/article.ts';
import { parseFeed } from '../parse/index.ts';
import { serveTasks } from './serve.ts';
import type { Tasks } from './task.ts';

serveTasks<Tasks>({
  parseFeed: ({ bytes, ...options }) => parseFeed(bytes, options),
  readPage: ({ bytes, contentType, url }) => extractArticle(decodeBytes(bytes, contentType, 'html'), url),
});
