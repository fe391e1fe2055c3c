import { appendFile, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../src/core/result.ts';
import { install, removeLeftovers, sha256OfFile } from '../../src/database/cache.ts';
import type { ServerOrigin } from '../../src/database/fault.ts';
import { cacheSource, downloadSource, pathSource, resolveBinary } from '../../src/database/resolve.ts';
import type { BinarySource } from '../../src/database/resolve.ts';
import { fetchOptions, temporaryFolder, versionScript, writeProgram } from './fake-mongod.ts';

const found = (how: ServerOrigin): BinarySource => ({
  how,
  find: () => Promise.resolve(ok({ path: `/${how}`, version: '8.0.1', how })),
});

const missed = (how: ServerOrigin, libraries?: string[]): BinarySource => ({
  how,
  find: () => {
    const missing = libraries === undefined ? {} : { libraries: { libraries, packages: ['libcurl4'] } };
    return Promise.resolve(fail({ how, reason: `${how} has none`, ...missing }));
  },
});

/** Puts a program that answers `--version` into the cache as if it had been downloaded. */
const fillCache = async (cacheDir: string, version: string): Promise<string> => {
  const source = await writeProgram(join(cacheDir, 'new', 'mongod'), versionScript(version));
  const bytes = Buffer.byteLength(`#!/bin/sh\n${versionScript(version)}\n`);
  const manifest = { version, sha256: await sha256OfFile(source), bytes, origin: 'download' as const };
  const installed = await install(cacheDir, source, manifest);
  if (!installed.ok) throw new Error(installed.fault);
  return installed.value;
};

describe('the order of the sources', () => {
  test('the first that has a server is taken, and those after it are not asked', async () => {
    const options = fetchOptions('');
    const result = await resolveBinary(
      [missed('path'), missed('cache'), found('download'), found('wheel')],
      options,
    );
    expect(result).toMatchObject({ ok: true, value: { how: 'download' } });
    expect(options.events).toEqual([
      { kind: 'miss', how: 'path', reason: 'path has none' },
      { kind: 'miss', how: 'cache', reason: 'cache has none' },
    ]);
  });

  test('when none has one, the fault says why for each', async () => {
    const result = await resolveBinary([missed('download'), missed('wheel')], fetchOptions(''));
    expect(result).toMatchObject({
      ok: false,
      fault: { kind: 'noServer', misses: [{ how: 'download' }, { how: 'wheel' }] },
    });
  });

  test('a server that lacks libraries gives a fault that names them and their packages', async () => {
    const result = await resolveBinary(
      [missed('download'), missed('wheel', ['libcurl.so.4'])],
      fetchOptions(''),
    );
    expect(result).toMatchObject({
      ok: false,
      fault: { kind: 'missingLibraries', libraries: ['libcurl.so.4'], packages: ['libcurl4'] },
    });
  });

  test('a cancelled search asks nobody', async () => {
    const options = { ...fetchOptions(''), signal: AbortSignal.abort() };
    expect(await resolveBinary([found('path')], options)).toMatchObject({
      ok: false,
      fault: { kind: 'aborted' },
    });
  });
});

describe('mongod on PATH', () => {
  const search = async (script: string, dataVersion: string | null = null) => {
    const folder = await temporaryFolder();
    await writeProgram(join(folder, 'mongod'), script);
    return pathSource(`/nowhere:${folder}`).find(fetchOptions('', dataVersion));
  };

  test('is found in any folder of PATH', async () => {
    expect(await search(versionScript('7.0.12'))).toMatchObject({
      ok: true,
      value: { version: '7.0.12', how: 'path' },
    });
  });

  test('is passed over when it is too old', async () => {
    expect(await search(versionScript('4.4.29'))).toMatchObject({ ok: false, fault: { how: 'path' } });
  });

  test('is passed over when another release series wrote the data', async () => {
    expect((await search(versionScript('8.0.4'), '8.0.1')).ok).toBe(true);
    expect((await search(versionScript('8.0.4'), '6.0.5')).ok).toBe(false);
  });

  test('that lacks a library is passed over with its name', async () => {
    const loader =
      'mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file';
    const result = await search(`echo '${loader}' >&2; exit 127`);
    expect(result).toMatchObject({ ok: false, fault: { libraries: { libraries: ['libcurl.so.4'] } } });
  });

  test('that is not for this system is passed over', async () => {
    expect((await search('kill -ILL $$')).ok).toBe(false);
    expect((await search('exit 1')).ok).toBe(false);
  });
});

describe('the cache', () => {
  test('gives the newest server, or the newest that fits the stored data', async () => {
    const cacheDir = await temporaryFolder();
    await fillCache(cacheDir, '7.0.9');
    await fillCache(cacheDir, '7.0.10');
    await fillCache(cacheDir, '8.0.1');
    expect(await cacheSource.find(fetchOptions(cacheDir))).toMatchObject({ value: { version: '8.0.1' } });
    expect(await cacheSource.find(fetchOptions(cacheDir, '7.0.1'))).toMatchObject({
      value: { version: '7.0.10' },
    });
  });

  test('refuses a server whose bytes have changed', async () => {
    const cacheDir = await temporaryFolder();
    await appendFile(await fillCache(cacheDir, '8.0.1'), '# more');
    expect((await cacheSource.find(fetchOptions(cacheDir))).ok).toBe(false);
    await writeFile(await fillCache(cacheDir, '8.0.1'), `#!/bin/sh\n${versionScript('8.0.2')}\n`);
    expect((await cacheSource.find(fetchOptions(cacheDir))).ok).toBe(false);
  });

  test('refuses a folder without a manifest, and leaves no work behind', async () => {
    const cacheDir = await temporaryFolder();
    await writeProgram(join(cacheDir, '8.0.1', 'mongod'), versionScript('8.0.1'));
    expect((await cacheSource.find(fetchOptions(cacheDir))).ok).toBe(false);
    await mkdir(join(cacheDir, 'new'), { recursive: true });
    await fillCache(cacheDir, '8.0.1');
    expect((await cacheSource.find(fetchOptions(cacheDir))).ok).toBe(true);
    expect((await readdir(cacheDir)).sort()).toEqual(['8.0.1', 'new']);
  });

  test('a server in it that does not run here is not downloaded again', async () => {
    const cacheDir = await temporaryFolder();
    const script =
      'echo "mongod: error while loading shared libraries: libcurl.so.4: cannot open" >&2; exit 127';
    const source = await writeProgram(join(cacheDir, 'new', 'mongod'), script);
    const sha256 = await sha256OfFile(source);
    const bytes = Buffer.byteLength(`#!/bin/sh\n${script}\n`);
    await install(cacheDir, source, { version: '8.0.7', sha256, bytes, origin: 'download' });
    const options = fetchOptions(cacheDir, '8.0.7');
    expect(await downloadSource.find(options)).toMatchObject({ ok: false, fault: { libraries: {} } });
    expect(options.events).toEqual([]);
  });

  test('loses the work of a killed download after an hour, and keeps that of a running one', async () => {
    const cacheDir = await temporaryFolder();
    const now = Date.now();
    await mkdir(join(cacheDir, '.work-old'));
    await mkdir(join(cacheDir, '.work-new'));
    await utimes(join(cacheDir, '.work-old'), (now - 7_200_000) / 1000, (now - 7_200_000) / 1000);
    await removeLeftovers(cacheDir, now);
    expect(await readdir(cacheDir)).toEqual(['.work-new']);
  });
});
