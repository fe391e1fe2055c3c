import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { systemClock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { mappingPresets } from '../sources/mapping-presets.ts';
import { parseOpml, toOpml, type OpmlOutline } from '../sources/opml.ts';
import { listingFields } from '../sources/selectors.ts';
import type { Source } from '../sources/source.ts';
import type { Stores } from '../storage/mongo.ts';
import type { SourceDraft } from '../storage/source-rows.ts';
import { CommandFailure, UsageFailure } from './outcome.ts';
import { answer, withStores, type OutputOptions } from './session.ts';
import { add, discover, update, type AddOptions, type UpdateOptions } from './source-changes.ts';

const onStores =
  <A extends unknown[]>(action: (stores: Stores, ...args: A) => Promise<void>) =>
  (...args: A) =>
    withStores(({ stores }) => action(stores, ...args));
const json = ['--json', 'answer as JSON'] as const;

export const addSourceCommands = (program: Command): void => {
  const sources = program.command('sources').description('the publications that are read');
  describing(sources.command('add'))
    .description("add a source; a site's address is looked into for its feed")
    .argument('<url>', 'the address of a feed or of a site, or of what another --kind reads')
    .option('--no-pages', 'keep to what the source says, read no article pages')
    .option('--no-discover', 'take the address as it is, and do not look for a feed there')
    .option(...json)
    .action((url: string, options: AddOptions) => withStores(session => add(session, url, options)));
  describing(sources.command('update'))
    .description('change a source; what is not given stays')
    .argument('<key>', 'its id, slug or address')
    .option('--pages', 'read the article pages for their full text')
    .option('--no-pages', 'keep to what the source says')
    .option(...json)
    .action((key: string, options: UpdateOptions) =>
      withStores(async session => update(session, await find(session.stores, key), options)),
    );
  sources
    .command('discover')
    .description('show the feeds and sitemaps that a site offers, and store nothing')
    .argument('<url>', "the site's address")
    .option(...json)
    .action((url: string, options: OutputOptions) => withStores(session => discover(session, url, options)));
  addListCommands(sources);
};

const addListCommands = (sources: Command): void => {
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

/** The options by which adding and changing say what a source is and how it is read. */
const describing = (command: Command): Command =>
  command
    .option('--title <title>', 'name of the publication; by default what the source calls itself')
    .option('--lang <tag>', 'its language, such as hi')
    .option('--country <code>', 'its country, such as IN')
    .option('--category <name>', 'what to file it under; may be given again', collect, [])
    .option('--weight <number>', 'editorial weight from 0 to 100; 1 is neutral')
    .option('--kind <kind>', 'feed, sitemap, api or listing')
    .option('--preset <name>', `a mapping that comes with Khabar: ${[...mappingPresets.keys()].join(', ')}`)
    .option('--mapping <file>', "a mapping of one's own for an API, as JSON")
    .option(
      '--select <field=selector>',
      `where a listing has its ${listingFields.join(', ')}; may be given again`,
      collect,
      [],
    );

const draftOf = (outline: OpmlOutline): SourceDraft => ({
  title: outline.title,
  url: outline.feedUrl,
  homepage: outline.homepage,
  language: outline.language?.split('-')[0]?.toLowerCase() ?? null,
  country: null,
  categories: outline.categories,
  fetchPages: true,
  sample: false,
  ...(outline.reader === undefined ? {} : { reader: outline.reader }),
});

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
  const drafts = parsed.value.map(draftOf);
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
