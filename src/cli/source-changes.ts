import { systemClock } from '../core/clock.ts';
import { createDiscovery } from '../ingest/read/discover-site.ts';
import { openIngest } from '../ingest/wiring.ts';
import { addressFrom, locateSource, type Discover, type SourceCandidate } from '../sources/discovery.ts';
import { feedReader, type Reader } from '../sources/reader.ts';
import type { Source } from '../sources/source.ts';
import type { SourceChanges } from '../storage/source-rows.ts';
import { CommandFailure, UsageFailure } from './outcome.ts';
import { answer, interruption, type OutputOptions, type Session } from './session.ts';
import { checkAddress, readerOf, type ReaderOptions } from './source-reader.ts';

/** Adding, changing and discovering sources at the command line. */

export interface AddOptions extends OutputOptions, ReaderOptions {
  title?: string;
  lang?: string;
  country?: string;
  category: string[];
  weight?: string;
  pages: boolean;
  discover: boolean;
}

export interface UpdateOptions extends OutputOptions, ReaderOptions {
  title?: string;
  lang?: string;
  country?: string;
  category: string[];
  weight?: string;
  pages?: boolean;
}

export const addressOf = (text: string): string => {
  const address = addressFrom(text);
  if (address === null) throw new UsageFailure(`${text} is not an absolute http or https address`);
  return address;
};

const weightOf = (text: string): number => {
  const weight = Number(text);
  if (text.trim() !== '' && weight >= 0 && weight <= 100) return weight;
  throw new UsageFailure('--weight takes a number from 0 to 100');
};

const withDiscovery = async <T>(
  { stores, config, log }: Session,
  work: (discover: Discover) => Promise<T>,
): Promise<T> => {
  const ingest = openIngest(stores, { config, log, clock: systemClock, ownOrigins: [] });
  try {
    return await work(createDiscovery(() => Promise.resolve(ingest.deps)));
  } finally {
    await ingest.close();
  }
};

const candidateLine = ({ kind, url, title, itemCount }: SourceCandidate): string =>
  `${kind}  ${url}  ${title ?? '(no title)'}  ${itemCount} entries`;

export const discover = async (session: Session, address: string, output: OutputOptions): Promise<void> => {
  const url = addressOf(address);
  const found = await withDiscovery(session, look => look(url, interruption().signal));
  if (!found.ok) throw new CommandFailure(`${found.fault.reason}: ${found.fault.detail}`);
  answer(found.value, found.value.map(candidateLine), output);
};

/** The source's own address, where the given one is a site's. */
const locate = async (
  session: Session,
  url: string,
): Promise<{ url: string; candidate: SourceCandidate | null }> => {
  const located = await withDiscovery(session, look => locateSource(url, look, interruption().signal));
  if (located.kind === 'FOUND') return located;
  if (located.kind !== 'AMBIGUOUS') throw new CommandFailure(located.detail);
  const offers = located.candidates.map(candidateLine).join('\n');
  throw new CommandFailure(`${url} offers several sources; add one of them by its address:\n${offers}`);
};

export const add = async (session: Session, address: string, options: AddOptions): Promise<void> => {
  const given = addressOf(address);
  const { title, lang, country, category, pages, weight } = options;
  const reader = (await readerOf(options)) ?? feedReader;
  checkAddress(given, reader);
  const { url, candidate } =
    reader.kind === 'FEED' && options.discover
      ? await locate(session, given)
      : { url: given, candidate: null };
  const { source, isNew } = await session.stores.sources.addOne(
    {
      url,
      title: title ?? candidate?.title ?? new URL(url).host,
      homepage: candidate?.homepage ?? null,
      language: lang?.toLowerCase() ?? null,
      country: country?.toUpperCase() ?? null,
      categories: category,
      fetchPages: pages,
      reader: candidate?.kind === 'SITEMAP' ? { kind: 'SITEMAP' } : reader,
      sample: false,
      ...(weight === undefined ? {} : { weight: weightOf(weight) }),
    },
    systemClock.now(),
  );
  const line = `${isNew ? 'added' : 'known already'}: ${source.title} (${source.slug})`;
  answer({ source, isNew }, [line], options);
};

export const update = async ({ stores }: Session, source: Source, options: UpdateOptions): Promise<void> => {
  const { title, lang, country, category, weight, pages } = options;
  const reader: Reader | null = await readerOf(options);
  if (reader !== null) checkAddress(source.url, reader);
  const changes: SourceChanges = {
    ...(title === undefined ? {} : { title }),
    ...(lang === undefined ? {} : { language: lang === '' ? null : lang.toLowerCase() }),
    ...(country === undefined ? {} : { country: country === '' ? null : country.toUpperCase() }),
    ...(category.length === 0 ? {} : { categories: category }),
    ...(weight === undefined ? {} : { weight: weightOf(weight) }),
    ...(pages === undefined ? {} : { fetchPages: pages }),
    ...(reader === null ? {} : { reader }),
  };
  const changed = await stores.sources.update(source.id, changes, systemClock.now());
  if (changed === null) throw new CommandFailure(`${source.title} was removed meanwhile`);
  answer({ source: changed }, [`changed: ${changed.title} (${changed.slug})`], options);
};
