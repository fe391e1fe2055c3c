import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { systemClock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { toAbsoluteUrl } from '../core/url.ts';
import { parseOpml, toOpml } from '../sources/opml.ts';
import type { Source } from '../sources/source.ts';
import type { Stores } from '../storage/mongo.ts';
import type { SourceDraft } from '../storage/source-rows.ts';
import { CommandFailure, UsageFailure } from './outcome.ts';
import { answer, withStores, type OutputOptions } from './session.ts';

interface AddOptions extends OutputOptions {
  title?: string;
  lang?: string;
  country?: string;
  category: string[];
  pages: boolean;
}

export const addSourceCommands = (program: Command): void => {
  const sources = program.command('sources').description('the publications that are read');
  const onStores =
    <A extends unknown[]>(action: (stores: Stores, ...args: A) => Promise<void>) =>
    (...args: A) =>
      withStores(({ stores }) => action(stores, ...args));
  const json = ['--json', 'answer as JSON'] as const;
  sources
    .command('add')
    .description('add a feed')
    .argument('<url>', "the feed's address")
    .option('--title <title>', 'name of the publication; the host by default')
    .option('--lang <tag>', 'its language, such as hi')
    .option('--country <code>', 'its country, such as IN')
    .option('--category <name>', 'what to file it under; may be given again', collect, [])
    .option('--no-pages', 'keep to what the feed says, read no article pages')
    .option(...json)
    .action(onStores(add));
  sources
    .command('list')
    .description('list the sources and how they are')
    .option(...json)
    .action(onStores(list));
  sources
    .command('remove')
    .description('remove a source and its articles')
    .argument('<key>', 'its id, slug or address')
    .option(...json)
    .action(onStores(remove));
  sources
    .command('refresh')
    .description('make a source due now')
    .argument('[key]', 'its id, slug or address; all by default')
    .option(...json)
    .action(onStores(refresh));
  sources
    .command('import')
    .description('add the feeds of an OPML file')
    .argument('<file>')
    .option(...json)
    .action(onStores(importOpml));
  sources
    .command('export')
    .description('write the sources as OPML')
    .argument('[file]', 'stdout by default')
    .action(onStores(exportOpml));
};

const collect = (value: string, before: string[]): string[] => [...before, value];

const draftOf = (url: string, fields: Partial<SourceDraft> = {}): SourceDraft => {
  const address = toAbsoluteUrl(url, url);
  if (address === null) throw new UsageFailure(`${url} is not an absolute http or https address`);
  return {
    title: new URL(address).host,
    url: address,
    homepage: null,
    language: null,
    country: null,
    categories: [],
    fetchPages: true,
    sample: false,
    ...fields,
  };
};

const add = async (
  stores: Stores,
  url: string,
  { title, lang, country, category, pages, ...output }: AddOptions,
) => {
  const draft = draftOf(url, {
    ...(title === undefined ? {} : { title }),
    language: lang?.toLowerCase() ?? null,
    country: country?.toUpperCase() ?? null,
    categories: category,
    fetchPages: pages,
  });
  const { source, isNew } = await stores.sources.addOne(draft, systemClock.now());
  answer(
    { source, isNew },
    [`${isNew ? 'added' : 'known already'}: ${source.title} (${source.slug})`],
    output,
  );
};

const list = async (stores: Stores, output: OutputOptions) => {
  const all = await stores.sources.all();
  answer(all, all.length === 0 ? ['no sources'] : all.map(lineOf), output);
};

const lineOf = ({ title, url, health }: Source): string => {
  const state =
    health.consecutiveFailures > 0 && health.lastFailure !== null
      ? `✗ ${health.lastFailure.reason}`
      : health.lastSuccessAt === null
        ? '· not read yet'
        : `✓ ${health.lastSuccessAt.toISOString()}`;
  return `${state}  ${title}  ${url}`;
};

const find = async (stores: Stores, key: string): Promise<Source> => {
  const source = (await stores.sources.all()).find(({ id, slug, url }) => [id, slug, url].includes(key));
  if (source === undefined) throw new CommandFailure(`no source has the id, slug or address ${key}`);
  return source;
};

const remove = async (stores: Stores, key: string, output: OutputOptions) => {
  const source = await find(stores, key);
  await stores.removeSource(source.id);
  answer({ removed: source }, [`removed: ${source.title}`], output);
};

const refresh = async (stores: Stores, key: string | undefined, output: OutputOptions) => {
  const ids = key === undefined ? null : [(await find(stores, key)).id];
  const due = await stores.sources.refresh(ids, systemClock.now());
  answer({ due }, [`${due} sources are due now`], output);
};

const importOpml = async (stores: Stores, file: string, output: OutputOptions) => {
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw new UsageFailure(`${file} cannot be read: ${messageOf(thrown)}`);
  });
  const parsed = parseOpml(text);
  if (!parsed.ok) throw new CommandFailure(`${file}: ${parsed.fault.detail}`);
  const drafts = parsed.value.map(outline =>
    draftOf(outline.feedUrl, {
      title: outline.title,
      homepage: outline.homepage,
      language: outline.language?.split('-')[0]?.toLowerCase() ?? null,
      categories: outline.categories,
    }),
  );
  const added = await stores.sources.add(drafts, systemClock.now());
  answer({ feeds: drafts.length, added }, [`${added} of ${drafts.length} feeds are new`], output);
};

const exportOpml = async (stores: Stores, file: string | undefined) => {
  const all = await stores.sources.all();
  const text = toOpml(
    'Khabar sources',
    all.map(({ url, ...source }) => ({ ...source, feedUrl: url })),
  );
  if (file === undefined) process.stdout.write(text);
  else await writeFile(file, text);
};
