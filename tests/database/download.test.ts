import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { verifyCached } from '../../src/database/cache.ts';
import { fetchOfficial } from '../../src/database/download.ts';
import { fetchOptions, temporaryFolder, versionScript, writeProgram } from './fake-mongod.ts';

const run = promisify(execFile);

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The archive of a build: mongod lies in the bin folder of the archive's one top folder. */
const archiveOf = async (version: string): Promise<Buffer> => {
  const folder = await temporaryFolder();
  const program = await writeProgram(join(folder, 'mongodb', 'bin', 'mongod'), versionScript(version));
  await run('tar', ['-czf', join(folder, 'archive.tgz'), '-C', folder, join('mongodb', 'bin')]);
  expect(dirname(program)).toContain('bin');
  return readFile(join(folder, 'archive.tgz'));
};

/** A download host on the loopback address, in place of MongoDB's own. */
const serve = async (archive: Buffer, md5: string): Promise<string[]> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const body = request.url?.endsWith('.md5') === true ? Buffer.from(`${md5}  archive.tgz\n`) : archive;
    response.writeHead(200, { 'content-length': body.length }).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', `http://127.0.0.1:${port}`);
  vi.stubEnv('MONGOMS_USE_HTTP', 'true');
  return asked;
};

const md5Of = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

test('the official build is downloaded with its progress, checked, and put into the cache', async () => {
  const archive = await archiveOf('8.2.6');
  const asked = await serve(archive, md5Of(archive));
  const cacheDir = await temporaryFolder();
  const options = fetchOptions(cacheDir);
  const path = join(cacheDir, '8.2.6', 'mongod');
  expect(await fetchOfficial(options)).toEqual({ ok: true, value: path });
  expect(await verifyCached(cacheDir, '8.2.6')).toEqual({ ok: true, value: path });
  expect(asked).toHaveLength(2);
  expect(options.events.at(-1)).toMatchObject({ kind: 'bytes' });
  expect(options.events).toContainEqual(
    expect.objectContaining({ bytes: archive.length, totalBytes: archive.length }),
  );
  expect(await readdir(cacheDir)).toEqual(['8.2.6']);
});

test('the build of the series that wrote the data is asked for', async () => {
  const archive = await archiveOf('8.0.4');
  const asked = await serve(archive, md5Of(archive));
  expect((await fetchOfficial(fetchOptions(await temporaryFolder(), '8.0.4'))).ok).toBe(true);
  expect(asked[0]).toContain('8.0.4');
});

test('a download whose checksum differs is refused and leaves nothing', async () => {
  await serve(await archiveOf('8.2.6'), md5Of(Buffer.from('something else')));
  const cacheDir = await temporaryFolder();
  expect((await fetchOfficial(fetchOptions(cacheDir))).ok).toBe(false);
  expect(await readdir(cacheDir)).toEqual([]);
});

test('a host that cannot be reached is given up at once, in one line', async () => {
  vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', 'http://127.0.0.1:1');
  vi.stubEnv('MONGOMS_USE_HTTP', 'true');
  const result = await fetchOfficial(fetchOptions(await temporaryFolder()));
  const fault = result.ok ? '' : result.fault;
  expect(fault).toMatch(/^the official build .*ECONNREFUSED/);
  expect(fault).not.toContain('\n');
});

test('a download that is cancelled ends', async () => {
  const archive = await archiveOf('8.2.6');
  await serve(archive, md5Of(archive));
  const controller = new AbortController();
  const options = { ...fetchOptions(await temporaryFolder()), signal: controller.signal };
  const fetched = fetchOfficial(options);
  controller.abort();
  expect((await fetched).ok).toBe(false);
});
