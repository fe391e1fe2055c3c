import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Command } from 'commander';
import { configOptions, redactConfig } from '../config.ts';
import { toAbsoluteUrl } from '../core/url.ts';
import { messageOf } from '../core/errors.ts';
import { diagnose } from '../database/doctor.ts';
import { decodeBytes } from '../ingest/decode.ts';
import { extractArticle } from '../ingest/extract/article.ts';
import { parseFeed } from '../ingest/parse/index.ts';
import { CommandFailure, UsageFailure } from './outcome.ts';
import { answer, loadConfig, print, type OutputOptions } from './session.ts';

interface UrlOptions extends OutputOptions {
  url?: string;
}

export const addInspectCommands = (program: Command): void => {
  program
    .command('parse')
    .description('show what a feed file says')
    .argument('<file>', 'RSS, Atom, RDF or JSON Feed; may be gzipped')
    .option('--url <url>', 'the address that relative links are resolved against')
    .option('--json', 'answer as JSON')
    .action(parseFile);
  program
    .command('extract')
    .description('show the article of an HTML file')
    .argument('<file>', 'an HTML page; may be gzipped')
    .requiredOption('--url <url>', 'the address of the page')
    .option('--json', 'answer as JSON')
    .action(extractFile);
  program
    .command('doctor')
    .description('say what was found on this machine and what is missing')
    .option('--json', 'answer as JSON')
    .action(runDoctor);
  program
    .command('config')
    .description('show every setting, secrets hidden')
    .option('--json', 'answer as JSON')
    .action(showConfig);
  program
    .command('schema')
    .description('print the GraphQL schema, sorted')
    .option('--out <file>', 'write it to a file')
    .option('--check <file>', 'fail where the file says something else')
    .action(writeSchema);
};

const readBytes = async (file: string): Promise<Uint8Array> => {
  try {
    const bytes = await readFile(file);
    return bytes[0] === 0x1f && bytes[1] === 0x8b
      ? gunzipSync(bytes, { maxOutputLength: 100_000_000 })
      : bytes;
  } catch (thrown) {
    throw new UsageFailure(`${file} cannot be read: ${messageOf(thrown)}`);
  }
};

const addressOf = (url: string): string => {
  const address = toAbsoluteUrl(url, url);
  if (address === null) throw new UsageFailure('--url must be an absolute http or https address');
  return address;
};

const parseFile = async (
  file: string,
  { url = 'http://localhost/feed', ...output }: UrlOptions,
): Promise<void> => {
  const parsed = parseFeed(await readBytes(file), { contentType: null, url: addressOf(url) });
  if (!parsed.ok) throw new CommandFailure(`${parsed.fault.reason}: ${parsed.fault.detail}`);
  const { kind, title, items } = parsed.value;
  const lines = items.map(
    item => `${item.publishedAt?.value.toISOString() ?? '(no date)'}  ${item.title ?? '(no title)'}`,
  );
  answer(parsed.value, [`${kind} · ${title ?? '(no title)'} · ${items.length} items`, ...lines], output);
};

const extractFile = async (file: string, { url = '', ...output }: UrlOptions): Promise<void> => {
  const page = extractArticle(decodeBytes(await readBytes(file), null, 'html'), addressOf(url));
  const facts = [
    ['headline', page.headline],
    ['dek', page.dek],
    ['authors', page.authors.join(', ')],
    ['published', page.publishedAt?.value.toISOString()],
    ['language', page.language],
    ['topics', page.topics.join(', ')],
    ['images', page.images.map(image => image.url).join(' ')],
  ].map(([name, value]) => `${name}: ${value ?? '(none)'}`);
  answer(page, [...facts, '', page.text], output);
};

const runDoctor = async (output: OutputOptions): Promise<void> => {
  const { mongodbUri, dataDir } = loadConfig();
  const report = await diagnose({ mongodbUri, dataDir });
  const marks = { ok: '✓', warn: '!', fail: '✗' } as const;
  const lines = report.checks.flatMap(({ name, state, found, advice }) => [
    `${marks[state]} ${name}: ${found}`,
    ...(advice === null ? [] : [`    → ${advice}`]),
  ]);
  answer(report, lines, output);
  if (report.state === 'fail') throw new CommandFailure('something is missing');
};

const showConfig = (output: OutputOptions): void => {
  const shown = redactConfig(loadConfig());
  const lines = Object.entries(configOptions).map(
    ([name, { env, doc }]) => `${env}=${shown[name] ?? ''}\n    ${doc}`,
  );
  answer(shown, lines, output);
};

interface SchemaOptions {
  out?: string;
  check?: string;
}

const writeSchema = async ({ out, check }: SchemaOptions): Promise<void> => {
  const { printedSchema } = await import('../graphql/schema.ts');
  const text = printedSchema();
  if (out !== undefined) await writeFile(out, text);
  else if (check === undefined) print(text.trimEnd());
  if (check === undefined) return;
  const committed = Buffer.from(await readBytes(check)).toString();
  if (committed !== text)
    throw new CommandFailure(`${check} is not the schema of this code: npm run schema:print`);
};
