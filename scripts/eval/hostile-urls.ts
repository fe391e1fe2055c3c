/**
 * The URLs through the product's own client with its name lookup and its sockets stubbed: nothing is ever connected to,
 * and what would have been is written down.
 */
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import type { Resolve } from '../../src/ingest/fetch-connector.ts';
import { createFetcher } from '../../src/ingest/fetch.ts';
import { isPublicAddress, literalOf } from '../../src/ingest/guard.ts';
import type { FetchOutcome } from '../../src/ingest/outcome.ts';
import { readUrlCases, type UrlCase, type Verdict } from './hostile-cases.ts';

interface Tried {
  outcomes: FetchOutcome[];
  /** Addresses that a socket would have been opened to. */
  dialled: string[];
}

const toAddress = (address: string): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 });

const answersOf = (dns: UrlCase['dns']): string[][] => {
  if (dns === undefined) return [];
  const [first] = dns;
  return typeof first === 'string'
    ? [dns.filter(entry => typeof entry === 'string')]
    : dns.filter(entry => Array.isArray(entry));
};

/** Answers in turn; a name without answers does not exist. */
const resolveFrom = (answers: string[][]): Resolve => {
  let asked = 0;
  return () => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    const notFound = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    return answer === undefined ? Promise.reject(notFound) : Promise.resolve(answer.map(toAddress));
  };
};

const stubbed = Object.assign(new Error('no socket is opened here'), { code: 'ECONNREFUSED' });

/** Does what net.connect would do up to the point of opening a socket. */
const dialInto =
  (dialled: string[]) =>
  (options: buildConnector.BuildOptions): buildConnector.connector =>
  (target, callback) => {
    const lookup: LookupFunction | undefined = 'lookup' in options ? options.lookup : undefined;
    if (literalOf(target.hostname) !== null || lookup === undefined) {
      dialled.push(target.hostname);
      callback(stubbed, null);
      return;
    }
    lookup(target.hostname, { all: true }, (error, found) => {
      if (error === null && Array.isArray(found)) dialled.push(...found.map(({ address }) => address));
      callback(error ?? stubbed, null);
    });
  };

const tryUrl = async ({ url, dns }: UrlCase, canaryPort: number): Promise<Tried> => {
  const answers = answersOf(dns);
  const dialled: string[] = [];
  const client = createFetcher(
    { userAgent: 'Khabar-eval/1.0', allowedOrigins: new Set() },
    { resolve: resolveFrom(answers), dial: dialInto(dialled) },
  );
  const outcomes: FetchOutcome[] = [];
  // Once for each successive answer, and once more: a name may turn only after it was believed.
  for (let round = 0; round <= answers.length; round++) {
    outcomes.push(await client.get(url.replace('{{CANARY_PORT}}', String(canaryPort))));
  }
  await client.close();
  return { outcomes, dialled };
};

const refusals = new Set(['BLOCKED_ADDRESS', 'BAD_URL', 'DNS']);

const isRefused = ({ outcomes, dialled }: Tried): boolean =>
  dialled.length === 0 &&
  outcomes.every(outcome => outcome.kind === 'failed' && refusals.has(outcome.reason));

const isHarmless = ({ dialled }: Tried): boolean => dialled.every(isPublicAddress);

/** What each word of `expect` asks for. */
const expectations: Readonly<Record<string, (tried: Tried, entry: UrlCase) => boolean>> = {
  // Of mixed answers the public ones may be used.
  blocked: (tried, { dns }) =>
    isRefused(tried) || (answersOf(dns).flat().some(isPublicAddress) && isHarmless(tried)),
  blocked_scheme: isRefused,
  blocked_or_invalid: isRefused,
  dns_fail_or_invalid: isRefused,
  never_loopback: isHarmless,
  policy_choice: isHarmless,
  allowed_by_policy: tried => tried.dialled.length > 0 && isHarmless(tried),
};

const judgeUrl = async (entry: UrlCase, index: number): Promise<Verdict> => {
  const tried = await tryUrl(entry, 49_999);
  const passes = expectations[entry.expect];
  const said = tried.outcomes.map(outcome => (outcome.kind === 'failed' ? outcome.reason : outcome.kind));
  const why = `${entry.expect}: ${[...new Set(said)].join(', ')}; would dial ${tried.dialled.join(', ') || 'nothing'}`;
  return { id: `url ${index + 1} ${entry.url.slice(0, 80)}`, pass: passes?.(tried, entry) ?? false, why };
};

export const runUrls = async (data: string): Promise<Verdict[]> => {
  const verdicts: Verdict[] = [];
  for (const [index, entry] of (await readUrlCases(data)).entries())
    verdicts.push(await judgeUrl(entry, index));
  return verdicts;
};
