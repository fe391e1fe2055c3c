import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** What each room may import, beside itself. Pure rooms know nothing of the database or the network. */
const pure = ['core', 'articles', 'sources', 'tags', 'text', 'search', 'stories', 'rules'];
const allowed: Record<string, readonly string[]> = {
  core: [],
  articles: pure,
  sources: pure,
  tags: pure,
  text: pure,
  search: pure,
  stories: pure,
  rules: pure,
  database: ['core'],
  storage: pure,
  ingest: [...pure, 'storage', 'config.ts'],
  graphql: [...pure, 'storage'],
  web: ['core'],
  server: [...pure, 'storage', 'graphql', 'web'],
  sample: ['core', 'storage', 'config.ts'],
  cli: [...pure, 'storage', 'database', 'ingest', 'graphql', 'server', 'sample', 'app.ts', 'config.ts'],
  'config.ts': ['core'],
  'app.ts': [...pure, 'storage', 'database', 'ingest', 'server', 'sample', 'web', 'config.ts'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
const roomOf = (path: string): string => relative(src, path).split(sep)[0] ?? '';

const importsOf = (file: string): string[] => {
  const text = readFileSync(resolve(src, file), 'utf8');
  return [
    ...text.matchAll(
      /^\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gmu,
    ),
  ].flatMap(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? []);
};

test('imports between the rooms go one way', () => {
  const wrong = files.flatMap(file => {
    const path = resolve(src, file);
    const room = roomOf(path);
    return importsOf(file)
      .filter(target => target.startsWith('.'))
      .map(target => roomOf(resolve(dirname(path), target)))
      .filter(target => target !== room && !(allowed[room] ?? []).includes(target))
      .map(target => `${file} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('every file lies in a room that the rules know', () => {
  expect(
    files.map(file => file.split(sep)[0]).filter(room => !(room !== undefined && room in allowed)),
  ).toEqual([]);
});

test('only storage, and the keeper of the database process, talk to MongoDB', () => {
  const importers = files.filter(file =>
    importsOf(file).some(target => /^(?:mongoose|mongodb)$/u.test(target)),
  );
  expect([...new Set(importers.map(file => file.split(sep)[0]))].toSorted()).toEqual(['database', 'storage']);
});
