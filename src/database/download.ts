import { stat } from 'node:fs/promises';
import { MongoBinaryDownload } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownload.js';
import { getOS } from 'mongodb-memory-server-core/lib/util/getos/index.js';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js';
import { DEFAULT_VERSION } from 'mongodb-memory-server-core/lib/util/resolveConfig.js';
import { messageOf } from '../core/errors.ts';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { probeBinary } from './binary.ts';
import { binaryPath, install, sha256OfFile, withWorkFolder } from './cache.ts';
import type { FetchOptions } from './fault.ts';

/** The whole download, and the longest silence within it. */
const downloadDeadlineMs = 10 * 60_000;
const silenceMs = 10_000;
const maxReasonLength = 240;

type Target = ConstructorParameters<typeof MongoBinaryDownload>[0];
type RequestOptions = Parameters<MongoBinaryDownload['httpDownload']>[1];

/**
 * The downloader knows which build fits which system. It prints its progress to stdout, leaves TLS certificates
 * unchecked unless npm's strict-ssl is exported, and retries for a long time where there is no network: here it reports
 * by events, checks certificates and tries once.
 */
class OfficialDownload extends MongoBinaryDownload {
  private readonly report: FetchOptions['progress'];
  private readonly cancel: AbortSignal;

  constructor(target: Target, options: FetchOptions, cancel: AbortSignal) {
    super({ ...target, checkMD5: true });
    this.report = options.progress;
    this.cancel = cancel;
  }

  // eslint-disable-next-line max-params -- the signature is the library's
  override httpDownload(url: URL, options: RequestOptions, file: string, partial: string): Promise<string> {
    const strict = { ...options, rejectUnauthorized: true, signal: this.cancel };
    return super.httpDownload(url, strict, file, partial, 1, 0, silenceMs);
  }

  override printDownloadProgress(chunk: { length: number }): void {
    this.dlProgress.current += chunk.length;
    const { current, length } = this.dlProgress;
    const what = `MongoDB ${this.binaryOpts.version}`;
    this.report({ kind: 'bytes', what, bytes: current, totalBytes: length > 0 ? length : null });
  }
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('cancelled, or the time limit passed')), {
      once: true,
    });
  });

/** The version to download: the one that wrote the data, else the newest that the downloader knows. */
export const officialVersion = (dataVersion: string | null): string => dataVersion ?? DEFAULT_VERSION;

/** Where the official build for this system is. Throws when there is none. */
export const officialUrl = async (): Promise<string> => {
  const { platform, arch } = process;
  const build = { version: DEFAULT_VERSION, platform, arch, os: await getOS() };
  return new MongoBinaryDownloadUrl(build).getDownloadUrl();
};

/** Why a download failed, on one line: the downloader's messages run over several. */
const reasonOf = (error: unknown): string => messageOf(error).replace(/\s+/g, ' ').slice(0, maxReasonLength);

/** Downloads the official build for this system into the cache; gives the binary's path or why there is none. */
export const fetchOfficial = async (options: FetchOptions): Promise<Result<string, string>> => {
  const limit = AbortSignal.timeout(downloadDeadlineMs);
  const cancel = options.signal === undefined ? limit : AbortSignal.any([limit, options.signal]);
  try {
    return await withWorkFolder(options.cacheDir, async folder => {
      const target = {
        downloadDir: folder,
        version: officialVersion(options.dataVersion),
        os: await getOS(),
      };
      const download = new OfficialDownload(target, options, cancel);
      const path = await Promise.race([download.getMongodPath(), whenAborted(cancel)]);
      const probed = await probeBinary(path, 'download');
      // One that lacks a library is kept: once the library is there, the cache has the server.
      const version = probed.ok ? probed.value.version : download.binaryOpts.version;
      const manifest = { version, sha256: await sha256OfFile(path), bytes: (await stat(path)).size };
      const installed = await install(options.cacheDir, path, { ...manifest, origin: 'download' });
      return installed.ok ? ok(binaryPath(options.cacheDir, version)) : installed;
    });
  } catch (error) {
    return fail(`the official build could not be downloaded: ${reasonOf(error)}`);
  }
};
