import type { FeedItem } from '../../articles/feed-item.ts';
import type { Result } from '../../core/result.ts';
import type { ApiMapping, ApiPaging } from '../../sources/api-mapping.ts';
import type { Run } from '../conclude.ts';
import type { FetchRequest } from '../outcome.ts';
import type { ReadFault } from '../threads/parser.ts';
import type { ApiAnswer } from './api-answer.ts';
import { apiRequest, withoutKeys, withParameter, type ApiRequest } from './api-request.ts';
import {
  failureOfFault,
  readingFailure,
  visitAgain,
  type Fetched,
  type ReadingFailure,
  type SourceReading,
} from './reading.ts';

const accept = 'application/json, */*;q=0.1';
/** Publishers' clocks and indexes lag: what is older than this before the last reading was in it. */
const overlapMs = 60 * 60_000;

const parseFetched = (
  { body: bytes, contentType, finalUrl }: Fetched,
  { mapping, run }: { mapping: ApiMapping; run: Run },
): Promise<Result<ApiAnswer, ReadFault>> => {
  // The query may hold a key, and an address such as "#" in the answer would take it along into an article.
  const { origin, pathname } = new URL(finalUrl);
  return run.deps.parser.parseAnswer({ bytes, contentType, url: origin + pathname, mapping }, run.signal);
};

/** Reads a JSON API, page by page, up to what the last reading saw. */
export const readApi = async (mapping: ApiMapping, run: Run): Promise<SourceReading> => {
  const { source, validators } = run.claim;
  const built = apiRequest(source.url, mapping, run.deps.secrets ?? (() => null));
  if (!built.ok) return readingFailure('INTERNAL', built.fault);
  const request = built.value;
  const first = await askPage(firstPage(request, mapping.paging), { mapping, run, validators });
  if (first.kind !== 'answered')
    return first.kind === 'failed' ? redacted(first, request) : { kind: 'notModified' };
  const { answer, fetched } = first;
  const items = [...answer.items, ...(await laterPages(request, { mapping, run, answer }))];
  return {
    kind: 'read',
    feed: {
      kind: 'API',
      title: null,
      homepage: null,
      language: null,
      ttlMinutes: null,
      hubUrl: null,
      selfUrl: null,
      items,
    },
    // Where it has moved to may have the key in it; an API's address is the operator's to change.
    fetched: { ...fetched, movedTo: null, finalUrl: source.url },
  };
};

type Asked =
  { kind: 'answered'; answer: ApiAnswer; fetched: Fetched } | { kind: 'notModified' } | ReadingFailure;

const askPage = async (
  { url, headers }: ApiRequest,
  { mapping, run, validators }: { mapping: ApiMapping; run: Run; validators?: FetchRequest },
): Promise<Asked> => {
  const fetched = await visitAgain(url, { accept, headers, ...validators }, run);
  if (fetched.kind === 'notModified') return { kind: 'notModified' };
  if (fetched.kind === 'failed') return fetched;
  const parsed = await parseFetched(fetched, { mapping, run });
  return parsed.ok ? { kind: 'answered', answer: parsed.value, fetched } : failureOfFault(parsed.fault);
};

const redacted = (failure: ReadingFailure, { keys }: ApiRequest): ReadingFailure => ({
  ...failure,
  detail: withoutKeys(failure.detail, keys),
});

const firstPage = (request: ApiRequest, paging: ApiPaging | null): ApiRequest =>
  paging?.kind === 'PAGE' ? withParameter(request, paging.parameter, String(paging.first)) : request;

/** The parameter's value for the page after this answer; null where there is none. */
const nextValue = (answer: ApiAnswer, paging: ApiPaging, page: number): string | null => {
  if (answer.entries === 0) return null;
  if (paging.kind === 'CURSOR') return answer.next;
  const value = paging.first + page * paging.step;
  return answer.last !== null && value > answer.last ? null : String(value);
};

/**
 * What comes after the first page. A page that cannot be read ends it without a failure: many keys open only the first
 * pages, and what was read is news all the same.
 */
const laterPages = async (
  request: ApiRequest,
  { mapping, run, answer }: { mapping: ApiMapping; run: Run; answer: ApiAnswer },
): Promise<FeedItem[]> => {
  const { paging } = mapping;
  const items: FeedItem[] = [];
  if (paging === null) return items;
  let last = answer;
  for (let page = 1; page < paging.maxPages && !run.signal.aborted; page += 1) {
    const value = wasSeen(last, run) ? null : nextValue(last, paging, page);
    if (value === null) break;
    const asked = await askPage(withParameter(request, paging.parameter, value), { mapping, run });
    if (asked.kind !== 'answered') {
      const { reason, detail } =
        asked.kind === 'failed' ? redacted(asked, request) : readingFailure('INTERNAL', '304');
      run.deps.log.warn(
        { source: run.claim.source.url, page: page + 1, reason, detail },
        'a later page could not be read',
      );
      break;
    }
    items.push(...asked.answer.items);
    last = asked.answer;
  }
  return items;
};

/** Whether a page reaches back to before the last successful reading. */
const wasSeen = ({ items }: ApiAnswer, { claim: { source } }: Run): boolean => {
  const { lastSuccessAt } = source.health;
  if (lastSuccessAt === null) return false;
  return items.some(
    ({ publishedAt }) =>
      publishedAt !== null && publishedAt.value.getTime() < lastSuccessAt.getTime() - overlapMs,
  );
};
