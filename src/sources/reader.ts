import { z } from 'zod';
import { fail, ok, type Result } from '../core/result.ts';
import { apiMappingSchema } from './api-mapping.ts';
import { looksLikeKey } from './secret.ts';
import { listingSelectorsSchema } from './selectors.ts';

export const readerKinds = ['FEED', 'SITEMAP', 'API', 'LISTING'] as const;
export type ReaderKind = (typeof readerKinds)[number];

const readerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('FEED') }),
  z.strictObject({ kind: z.literal('SITEMAP') }),
  z.strictObject({ kind: z.literal('API'), mapping: apiMappingSchema }),
  z.strictObject({ kind: z.literal('LISTING'), selectors: listingSelectorsSchema }),
]);

/** How a source is read, and what is needed for it beside its address. */
export type Reader = z.output<typeof readerSchema>;

export const feedReader: Reader = { kind: 'FEED' };

export interface ReaderFault {
  /** Where in the reader, outermost first. */
  path: string[];
  /** One line for a person. */
  message: string;
}

/** Checks a reader that came from outside: paths, selectors, names of variables and bounds. */
export const parseReader = (value: unknown): Result<Reader, ReaderFault> => {
  const parsed = readerSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String) ?? [];
  return fail({ path, message: `${path.join('.') || 'reader'}: ${issue?.message ?? 'not a reader'}` });
};

/** The query parameter of an API's address in which a key stands in the clear; null where there is none. */
export const keyInAddress = (url: string, { kind }: Reader): string | null => {
  if (kind !== 'API' || !URL.canParse(url)) return null;
  return [...new URL(url).searchParams.keys()].find(looksLikeKey) ?? null;
};
