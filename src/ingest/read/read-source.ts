import { assertNever } from '../../core/result.ts';
import { feedReader } from '../../sources/reader.ts';
import type { Run } from '../conclude.ts';
import { readApi } from './api.ts';
import { readFeed } from './feed.ts';
import { readListing } from './listing.ts';
import type { SourceReading } from './reading.ts';
import { readSitemap } from './sitemap.ts';

/** Reads a source by its kind. Nothing is thrown for what the network, a server or its documents do. */
export const readSource = (run: Run): Promise<SourceReading> => {
  const reader = run.claim.source.reader ?? feedReader;
  switch (reader.kind) {
    case 'FEED':
      return readFeed(run);
    case 'SITEMAP':
      return readSitemap(run);
    case 'API':
      return readApi(reader.mapping, run);
    case 'LISTING':
      return readListing(reader.selectors, run);
    default:
      return assertNever(reader);
  }
};
