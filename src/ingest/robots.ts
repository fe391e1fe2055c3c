/**
 * Asks robots.txt before an article page is fetched (RFC 9309). The rules of an origin are kept for a while: what was
 * read for a day, the lack of a file likewise, and a refusal because the file could not be reached only for minutes.
 */
import type { Clock } from '../core/clock.ts';
import type { Fetcher, FetchOutcome } from './outcome.ts';
import { parseRobots, type RobotsGroup } from './robots-rules.ts';

export interface Robots {
  /** Whether the rules of the page's site let us fetch it. False for a URL that is none, and once the signal has fired. */
  mayFetch(url: string, signal?: AbortSignal): Promise<boolean>;
  /** Seconds between two requests that the site asks for, at most 60; null where it asks for nothing. */
  crawlDelaySeconds(url: string, signal?: AbortSignal): Promise<number | null>;
}

export interface RobotsOptions {
  fetcher: Fetcher;
  /** As sent: the rules are looked up by its product token, the part before the slash. */
  userAgent: string;
  clock: Clock;
}

type Rules = RobotsGroup | 'DISALLOW_ALL';

interface Kept {
  rules: Promise<Rules>;
  /** Milliseconds since the epoch. */
  until: number;
}

/** RFC 9309 2.4 wants no rules older than a day. */
const keptMs = 24 * 60 * 60 * 1000;
/** How soon a file that could not be reached is asked for again. */
const unreachableMs = 10 * 60 * 1000;
/** Twice what RFC 9309 2.5 wants read at least. */
const maxBytes = 1024 * 1024;
const request = { accept: 'text/plain, */*;q=0.5', maxBytes, deadlineMs: 10_000 };
const maxDelaySeconds = 60;
const maxOrigins = 2_000;
const noRules = parseRobots('').forToken('*');

/** Statuses that mean that the site has no rules for anybody (RFC 9309 2.3.1.3); 429 is a refusal to say (Google's reading). */
const meansNoRules = (outcome: FetchOutcome): boolean =>
  outcome.kind === 'failed' && outcome.status !== null && outcome.status >= 400 && outcome.status < 500;

const toRules = (outcome: FetchOutcome, token: string): Rules => {
  if (outcome.kind === 'fetched') return parseRobots(new TextDecoder().decode(outcome.body)).forToken(token);
  if (outcome.kind === 'failed' && outcome.reason === 'RATE_LIMITED') return 'DISALLOW_ALL';
  return outcome.kind === 'notModified' || meansNoRules(outcome) ? noRules : 'DISALLOW_ALL';
};

const toWebUrl = (url: string): URL | null => {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'http:' || parsed?.protocol === 'https:' ? parsed : null;
};

/** Ends the wait of one caller, not the request that others wait for as well. */
const orStopped = (rules: Promise<Rules>, signal: AbortSignal | undefined): Promise<Rules> => {
  if (signal === undefined) return rules;
  return new Promise((resolve, reject) => {
    const stop = () => resolve('DISALLOW_ALL');
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    rules.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
};

export const createRobots = ({ fetcher, userAgent, clock }: RobotsOptions): Robots => {
  const kept = new Map<string, Kept>();
  const token = (userAgent.split('/')[0] ?? userAgent).trim();

  const keep = (origin: string, entry: Kept): void => {
    kept.delete(origin);
    kept.set(origin, entry);
    const oldest = kept.keys().next();
    if (kept.size > maxOrigins && oldest.done !== true) kept.delete(oldest.value);
  };

  const read = async (origin: string, before: Promise<Rules> | undefined): Promise<Rules> => {
    const rules = toRules(await fetcher.get(`${origin}/robots.txt`, request), token);
    if (rules !== 'DISALLOW_ALL') return rules;
    const entry = kept.get(origin);
    if (entry !== undefined) entry.until = clock.now().getTime() + unreachableMs;
    // While the file cannot be reached, the rules that were read before go on to hold.
    return (await before) ?? rules;
  };

  // Whoever asks while the file is on its way waits for that one request.
  const rulesFor = (origin: string): Promise<Rules> => {
    const now = clock.now().getTime();
    const found = kept.get(origin);
    if (found !== undefined && found.until > now) return found.rules;
    const entry: Kept = { rules: Promise.resolve('DISALLOW_ALL'), until: now + keptMs };
    keep(origin, entry);
    entry.rules = read(origin, found?.rules);
    return entry.rules;
  };

  return {
    async mayFetch(url, signal) {
      const target = toWebUrl(url);
      if (target === null) return false;
      const rules = await orStopped(rulesFor(target.origin), signal);
      return rules !== 'DISALLOW_ALL' && rules.allows(target.pathname + target.search);
    },
    async crawlDelaySeconds(url, signal) {
      const target = toWebUrl(url);
      if (target === null) return null;
      const rules = await orStopped(rulesFor(target.origin), signal);
      const delay = rules === 'DISALLOW_ALL' ? null : rules.crawlDelaySeconds;
      return delay === null || delay === 0 ? null : Math.min(delay, maxDelaySeconds);
    },
  };
};
