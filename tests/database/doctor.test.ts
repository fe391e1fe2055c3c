import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, test, vi } from 'vitest';
import { checkDataDirectory, checkLock } from '../../src/database/doctor-data.ts';
import { settleSources, summariseSources } from '../../src/database/doctor-report.ts';
import type { SourceCheck } from '../../src/database/doctor-report.ts';
import { checkCache, checkPath } from '../../src/database/doctor-sources.ts';
import { diagnose } from '../../src/database/doctor.ts';
import { temporaryFolder, versionScript, writeProgram } from './fake-mongod.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('every check of a healthy set-up is told, and the report carries the worst state', async () => {
  vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', 'http://127.0.0.1:1');
  const dataDir = await temporaryFolder();
  const report = await diagnose({ mongodbUri: inject('mongoUri'), dataDir });
  expect(report.checks.map(check => check.name)).toEqual([
    'Node.js',
    'MONGODB_URI',
    'MongoDB server',
    'mongod on PATH',
    'Server cache',
    'MongoDB download',
    'pip',
    'Shared libraries',
    'C library',
    'Data directory',
    'Lock',
  ]);
  expect(report.checks.find(check => check.name === 'MONGODB_URI')).toMatchObject({ state: 'ok' });
  expect(report.checks.every(check => check.state === 'ok' || check.advice !== null)).toBe(true);
});

test('a MONGODB_URI that does not answer fails, with advice and without the password', async () => {
  vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', 'http://127.0.0.1:1');
  const mongodbUri = 'mongodb://u:s3cret@127.0.0.1:1/';
  const report = await diagnose({ mongodbUri, dataDir: await temporaryFolder(), remoteTimeoutMs: 300 });
  expect(report.state).toBe('fail');
  expect(JSON.stringify(report)).not.toContain('s3cret');
});

describe('where a server may come from', () => {
  const source = (name: string, usable: boolean): SourceCheck => {
    const state = usable ? 'ok' : 'warn';
    return { name, state, found: 'x', advice: usable ? null : 'do it', usable };
  };

  test('trouble of a source that no start would ask is none', () => {
    const sources = [source('path', false), source('cache', true), source('pip', false)];
    expect(settleSources(sources, true).map(check => check.state)).toEqual(['warn', 'ok', 'ok']);
    expect(settleSources(sources, false).map(check => check.state)).toEqual(['ok', 'ok', 'ok']);
    expect(summariseSources(sources, true)).toMatchObject({ state: 'ok', found: 'comes from: cache' });
  });

  test('when none has one, that fails and says what to install', () => {
    expect(summariseSources([source('pip', false)], true)).toMatchObject({ state: 'fail' });
    expect(summariseSources([source('pip', false)], true).advice).toContain('libcurl4');
    expect(summariseSources([source('pip', false)], false)).toMatchObject({ state: 'ok' });
  });

  test('a mongod on PATH that is too old is a warning', async () => {
    const folder = await temporaryFolder();
    await writeProgram(join(folder, 'mongod'), versionScript('4.4.1'));
    expect(await checkPath(folder)).toMatchObject({ state: 'warn', usable: false });
    expect(await checkPath('')).toMatchObject({ state: 'ok', usable: false });
  });

  test('a damaged cache is a warning', async () => {
    const folder = await temporaryFolder();
    await writeProgram(join(folder, '8.0.1', 'mongod'), versionScript('8.0.1'));
    expect(await checkCache(folder)).toMatchObject({ state: 'warn', usable: false });
  });
});

describe('the data directory', () => {
  test('need not exist yet', async () => {
    const folder = await temporaryFolder();
    const check = await checkDataDirectory(join(folder, 'a', 'b'));
    expect(check.found).toContain('will be made');
  });

  test('with a lock that a killed run left is told as such', async () => {
    const folder = await temporaryFolder();
    expect(await checkLock(folder)).toMatchObject({ state: 'ok', found: 'free' });
    await writeFile(join(folder, 'khabar.lock'), JSON.stringify({ pid: 4_194_305, started: 'x', uri: null }));
    expect((await checkLock(folder)).found).toContain('killed');
  });
});
