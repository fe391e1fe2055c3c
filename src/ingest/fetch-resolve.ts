/**
 * Name lookup that cannot stop everything else. Node's own lookup (getaddrinfo) blocks one of the four threads that
 * decompression and files use too, for up to half a minute where a name server is silent: four dead names, and nothing
 * is unpacked any more. The resolver of c-ares (dns.Resolver) waits on sockets instead. More threads would only raise
 * the number of dead names that it takes.
 *
 * What c-ares does not find is asked of the system after all (the hosts file, split DNS of a VPN), two names at a time,
 * so that threads are left. Answers are kept as long as they say, five minutes at the most. The guard judges what is
 * handed out here at every connection, kept or not.
 */
import { Resolver } from 'node:dns/promises';
import { lookup as systemLookup, type LookupAddress, type RecordWithTtl } from 'node:dns';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Resolve } from './fetch-connector.ts';

export interface ResolveParts {
  resolve4: (hostname: string) => Promise<RecordWithTtl[]>;
  resolve6: (hostname: string) => Promise<RecordWithTtl[]>;
  system: Resolve;
}

const queryTimeoutMs = 2_500;
const queryTries = 2;
/** How long addresses of the newer kind are waited for once there are some of the older (RFC 8305, section 3). */
const secondAnswerMs = 50;
const longestKeptMs = 300_000;
const maxKept = 10_000;
const maxSystemLookups = 2;

interface Kept {
  addresses: readonly LookupAddress[];
  /** On the monotonic clock. */
  until: number;
}

const fromSystem: Resolve = hostname =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });

const networkParts = (): ResolveParts => {
  const resolver = new Resolver({ timeout: queryTimeoutMs, tries: queryTries });
  return {
    resolve4: hostname => resolver.resolve4(hostname, { ttl: true }),
    resolve6: hostname => resolver.resolve6(hostname, { ttl: true }),
    system: fromSystem,
  };
};

type Answer = { records: RecordWithTtl[]; error: null } | { records: []; error: unknown };

const answerOf = (query: Promise<RecordWithTtl[]>): Promise<Answer> =>
  query.then(
    records => ({ records, error: null }),
    (error: unknown) => ({ records: [], error }),
  );

const none: Answer = { records: [], error: null };

/** A name server that is silent is silent to the system as well: asking again would hold a thread for nothing. */
const isSilence = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ETIMEOUT' || error.code === 'ECANCELLED');

const ask = async (hostname: string, parts: ResolveParts): Promise<[Answer, Answer]> => {
  const six = answerOf(parts.resolve6(hostname));
  const four = await answerOf(parts.resolve4(hostname));
  const second = four.records.length === 0 ? six : Promise.race([six, sleep(secondAnswerMs, none)]);
  return [four, await second];
};

/** Runs at most so many at a time; the others wait in line. */
const limited = (resolve: Resolve, most: number): Resolve => {
  let running = 0;
  const line: (() => void)[] = [];
  return async hostname => {
    if (running >= most) await new Promise<void>(begin => line.push(begin));
    else running += 1;
    try {
      return await resolve(hostname);
    } finally {
      const next = line.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};

export const createResolver = (parts: ResolveParts = networkParts()): Resolve => {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<readonly LookupAddress[]>>();
  const system = limited(parts.system, maxSystemLookups);

  const keep = (hostname: string, addresses: readonly LookupAddress[], ttlSeconds: number): void => {
    kept.delete(hostname);
    kept.set(hostname, {
      addresses,
      until: performance.now() + Math.min(ttlSeconds * 1000, longestKeptMs),
    });
    const oldest = kept.keys().next();
    if (kept.size > maxKept && oldest.done !== true) kept.delete(oldest.value);
  };

  const find = async (hostname: string): Promise<readonly LookupAddress[]> => {
    const answers = await ask(hostname, parts);
    const [four, six] = answers;
    const addresses = [
      // The older kind first: c-ares does not look, as getaddrinfo does, whether there is a route for the newer.
      ...four.records.map(({ address }) => ({ address, family: 4 })),
      ...six.records.map(({ address }) => ({ address, family: 6 })),
    ];
    if (addresses.length > 0) {
      keep(hostname, addresses, Math.min(...answers.flatMap(({ records }) => records.map(({ ttl }) => ttl))));
      return addresses;
    }
    const silence = answers.find(({ error }) => isSilence(error));
    if (silence !== undefined) throw silence.error;
    return system(hostname);
  };

  return hostname => {
    const found = kept.get(hostname);
    if (found !== undefined && found.until > performance.now()) return Promise.resolve(found.addresses);
    const asked = underWay.get(hostname);
    if (asked !== undefined) return asked;
    const asking = find(hostname).finally(() => underWay.delete(hostname));
    underWay.set(hostname, asking);
    return asking;
  };
};
