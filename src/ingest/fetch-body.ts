/**
 * Undoes Content-Encoding under a byte cap: a bomb (1 MB that inflates to 1 GB) stops when the cap is reached, not when
 * the memory is full.
 */
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { fail, ok, type Result } from '../core/result.ts';

export interface BodyFault {
  reason: 'TOO_LARGE' | 'BAD_ENCODING';
  detail: string;
}

type Inflate = (body: Uint8Array, options: { maxOutputLength: number; chunkSize: number }) => Promise<Buffer>;

interface Coding {
  inflate: Inflate;
  /** Whether the bytes can be of this coding at all; null where the format has no mark of its own. */
  recognises: ((body: Uint8Array) => boolean) | null;
}

const startsWith =
  (...magic: number[]) =>
  (body: Uint8Array): boolean =>
    magic.every((byte, index) => body[index] === byte);

const isZlib = (body: Uint8Array): boolean => {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
};

const gunzip: Inflate = promisify(zlib.gunzip);
const inflateZlib: Inflate = promisify(zlib.inflate);
const inflateRaw: Inflate = promisify(zlib.inflateRaw);

/** RFC 9110 means zlib's format by `deflate`; servers that send the bare stream instead are common enough. */
const inflateEither: Inflate = (body, options) => (isZlib(body) ? inflateZlib : inflateRaw)(body, options);

const gzipCoding: Coding = { inflate: gunzip, recognises: startsWith(0x1f, 0x8b) };

const codings: ReadonlyMap<string, Coding> = new Map<string, Coding>([
  ['gzip', gzipCoding],
  ['x-gzip', gzipCoding],
  ['deflate', { inflate: inflateEither, recognises: null }],
  ['br', { inflate: promisify(zlib.brotliDecompress), recognises: null }],
  // Node has it since 22.15; without it the name is neither offered nor known.
  ...('zstdDecompress' in zlib
    ? [
        [
          'zstd',
          { inflate: promisify(zlib.zstdDecompress), recognises: startsWith(0x28, 0xb5, 0x2f, 0xfd) },
        ] as const,
      ]
    : []),
]);

/** Value of Accept-Encoding: what decodeBody can undo. */
export const acceptEncoding = [...codings.keys()].filter(name => name !== 'x-gzip').join(', ');

/** More layers than this have no honest use. */
const maxLayers = 3;

const gzipTypes = /^\s*application\/(?:x-)?gzip\s*(?:;|$)/i;

/** The codings in the order in which they were applied. A `.gz` file that is served as such counts as coded: sitemaps are. */
const layersOf = (contentEncoding: string | null, contentType: string | null): string[] => {
  const named = (contentEncoding ?? '').toLowerCase().split(',');
  const layers = named.map(name => name.trim()).filter(name => name !== '' && name !== 'identity');
  return layers.length === 0 && gzipTypes.test(contentType ?? '') ? ['gzip'] : layers;
};

const faultOf = (thrown: unknown, maxBytes: number): BodyFault =>
  thrown instanceof RangeError ||
  (thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE')
    ? { reason: 'TOO_LARGE', detail: `the decompressed body is over ${maxBytes} bytes` }
    : {
        reason: 'BAD_ENCODING',
        detail: thrown instanceof Error ? thrown.message : 'the body cannot be decompressed',
      };

const inflateLayer = async (
  body: Uint8Array,
  { inflate, recognises }: Coding,
  maxBytes: number,
): Promise<Result<Uint8Array, BodyFault>> => {
  // A body that is plain although its header says otherwise is a fault of a proxy, and readable.
  if (body.length === 0 || recognises?.(body) === false) return ok(body);
  try {
    return ok(await inflate(body, { maxOutputLength: maxBytes, chunkSize: 65_536 }));
  } catch (thrown) {
    return fail(faultOf(thrown, maxBytes));
  }
};

/** @param maxBytes cap on the result and on every layer on the way to it */
export const decodeBody = async (
  body: Uint8Array,
  labels: { contentEncoding: string | null; contentType: string | null },
  maxBytes: number,
): Promise<Result<Uint8Array, BodyFault>> => {
  const layers = layersOf(labels.contentEncoding, labels.contentType);
  if (layers.length > maxLayers)
    return fail({ reason: 'BAD_ENCODING', detail: `${layers.length} layers of coding` });
  let decoded = body;
  for (const layer of layers.reverse()) {
    const coding = codings.get(layer);
    if (coding === undefined)
      return fail({ reason: 'BAD_ENCODING', detail: 'the content coding is not known' });
    const result = await inflateLayer(decoded, coding, maxBytes);
    if (!result.ok) return result;
    decoded = result.value;
  }
  return ok(decoded);
};
