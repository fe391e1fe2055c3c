import { InvalidArgumentError, type Command } from 'commander';
import { systemClock } from '../core/clock.ts';
import { applyRules } from '../ingest/rules-apply.ts';
import { compileRule } from '../rules/evaluate.ts';
import { parseRule } from '../rules/parse.ts';
import { printRule } from '../rules/print.ts';
import type { PreviewExample } from '../rules/preview.ts';
import type { Rule, RuleFault } from '../rules/rule.ts';
import type { Stores } from '../storage/mongo.ts';
import type { StoredRule } from '../storage/rule-store.ts';
import { CommandFailure, UsageFailure } from './outcome.ts';
import { answer, interruption, withStores, type OutputOptions } from './session.ts';

interface ScopeOptions extends OutputOptions {
  source?: string;
}

const json = ['--json', 'answer as JSON'] as const;
const source = ['--source <key>', "a source's id, slug or address; all sources by default"] as const;

export const addRuleCommands = (program: Command): void => {
  const rules = program.command('rules').description('which articles come in, and which tags they get');
  const onStores =
    <A extends unknown[]>(action: (stores: Stores, ...args: A) => Promise<void>) =>
    (...args: A) =>
      withStores(({ stores }) => action(stores, ...args));
  rules
    .command('list')
    .description('list the rules')
    .option(...json)
    .action(onStores(list));
  rules
    .command('add')
    .description('add a rule, such as: exclude headline ~ "राशिफल" or tag = "Horoscope"')
    .argument('<text>', 'the rule')
    .option('--name <name>', 'its name; the text by default')
    .option(...source)
    .option(...json)
    .action(onStores(add));
  rules
    .command('remove')
    .description('remove a rule')
    .argument('<id>')
    .option(...json)
    .action(onStores(remove));
  for (const enabled of [true, false]) addSwitch(rules, enabled);
  rules
    .command('test')
    .description('say what a rule would have done; changes nothing')
    .argument('<text>', 'the rule')
    .option('--days <n>', 'articles of so many days', daysOf, 7)
    .option(...source)
    .option(...json)
    .action(onStores(test));
  rules
    .command('apply')
    .description('apply the rules to stored articles: adds tags, removes what is left out')
    .option('--days <n>', 'articles of so many days; all by default', daysOf)
    .option('--dry-run', 'only say what would happen')
    .option(...source)
    .option(...json)
    .action(onStores(apply));
};

const addSwitch = (rules: Command, enabled: boolean): void => {
  rules
    .command(enabled ? 'enable' : 'disable')
    .description(enabled ? 'put a rule in force' : 'keep a rule without using it')
    .argument('<id>')
    .option(...json)
    .action((id: string, output: OutputOptions) =>
      withStores(({ stores }) => enable(stores, { id, enabled }, output)),
    );
};

const dayMs = 86_400_000;

const daysOf = (text: string): number => {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 36_500) return days;
  throw new InvalidArgumentError('must be a number of days');
};

const sinceOf = (days: number): Date => new Date(systemClock.now().getTime() - days * dayMs);

/** The rule, or its text with a mark below the place that is wrong. */
const readRule = (text: string): Rule => {
  const parsed = parseRule(text);
  if (parsed.ok) return parsed.value;
  throw new UsageFailure(faultLines(text, parsed.fault).join('\n'));
};

const faultLines = (text: string, { message, line, column }: RuleFault): string[] => [
  `${message} (line ${line}, column ${column})`,
  `  ${text.split(/\r\n|\n|\r/u)[line - 1] ?? ''}`,
  `  ${' '.repeat(column - 1)}^`,
];

const sourceIdOf = async (stores: Stores, key: string | undefined): Promise<string | null> => {
  if (key === undefined) return null;
  const found = (await stores.sources.all()).find(({ id, slug, url }) => [id, slug, url].includes(key));
  if (found === undefined) throw new CommandFailure(`no source has the id, slug or address ${key}`);
  return found.id;
};

const lineOf = ({ id, enabled, text, parsed, matchCount }: StoredRule, scope: string): string =>
  [
    enabled ? '✓' : '·',
    id,
    parsed.ok ? printRule(parsed.value) : `${text} ✗ ${parsed.fault.message}`,
    `(${scope}, ${matchCount} matched)`,
  ].join('  ');

const list = async (stores: Stores, output: OutputOptions) => {
  const rules = await stores.rules.list();
  const sources = new Map((await stores.sources.all()).map(({ id, slug }) => [id, slug] as const));
  const lines = rules.map(rule =>
    lineOf(rule, rule.sourceId === null ? 'all sources' : (sources.get(rule.sourceId) ?? rule.sourceId)),
  );
  answer(rules, lines.length === 0 ? ['no rules'] : lines, output);
};

const add = async (
  stores: Stores,
  text: string,
  { name, source: key, ...output }: ScopeOptions & { name?: string },
) => {
  const printed = printRule(readRule(text));
  const sourceId = await sourceIdOf(stores, key);
  const draft = { name: name ?? printed.slice(0, 100), sourceId, text, enabled: true };
  const rule = await stores.rules.add(draft, systemClock.now());
  if (rule === null) throw new CommandFailure('there is no room for another rule');
  answer(rule, [`added: ${rule.id}  ${printed}`], output);
};

const remove = async (stores: Stores, id: string, output: OutputOptions) => {
  if (!(await stores.rules.remove(id))) throw new CommandFailure(`no rule has the id ${id}`);
  answer({ removed: id }, [`removed: ${id}`], output);
};

const enable = async (
  stores: Stores,
  { id, enabled }: { id: string; enabled: boolean },
  output: OutputOptions,
) => {
  const rule = await stores.rules.update(id, { enabled }, systemClock.now());
  if (rule === null) throw new CommandFailure(`no rule has the id ${id}`);
  answer(rule, [`${enabled ? 'in force' : 'not in force'}: ${id}`], output);
};

const exampleLine = ({ headline, clauses }: PreviewExample): string =>
  `  ${headline}\n      ${clauses.join('; ')}`;

const test = async (
  stores: Stores,
  text: string,
  { days, source: key, ...output }: ScopeOptions & { days: number },
) => {
  const rule = readRule(text);
  const sourceId = await sourceIdOf(stores, key);
  const preview = await stores.ruleScan.preview(compileRule(rule), {
    since: sinceOf(days),
    sourceId,
    now: systemClock.now(),
  });
  const { scanned, matched, kept, excluded, tagged, clauses, examples, leftOut, cut } = preview;
  answer(
    preview,
    [
      printRule(rule),
      `${scanned} articles of ${days} days: ${matched} matched, ${kept} kept, ${excluded} left out, ${tagged} tagged`,
      ...(cut === null ? [] : ['(ended early; older articles were not looked at)']),
      ...clauses.map(({ clause, count }) => `${String(count).padStart(7)}  ${clause}`),
      ...(examples.length === 0 ? [] : ['matched:', ...examples.map(exampleLine)]),
      ...(leftOut.length === 0 ? [] : ['left out:', ...leftOut.map(exampleLine)]),
    ],
    output,
  );
};

const apply = async (
  stores: Stores,
  { days, dryRun = false, source: key, ...output }: ScopeOptions & { days?: number; dryRun?: boolean },
) => {
  const since = days === undefined ? null : sinceOf(days);
  const range = { since, sourceId: await sourceIdOf(stores, key), dryRun };
  const report = await applyRules({ stores, clock: systemClock }, range, interruption().signal);
  const { scanned, tagged, removed, stopped } = report;
  const mood = dryRun ? 'would be ' : '';
  answer(
    report,
    [`${scanned} articles: ${tagged} ${mood}tagged, ${removed} ${mood}removed${stopped ? '; stopped' : ''}`],
    output,
  );
};
