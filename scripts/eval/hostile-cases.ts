import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The shapes of the data, and of what comes out for each case. */

export interface Verdict {
  id: string;
  pass: boolean;
  why: string;
}

const documentCase = z.object({
  id: z.string(),
  kind: z.enum(['feed', 'page']),
  class: z.string(),
  file: z.string(),
  bytes: z.number().optional(),
  serve: z.object({
    status: z.number().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    behaviour: z.string().optional(),
  }),
  expect: z.object({
    outcome: z.enum(['accept', 'reject', 'reject_or_inert', 'accept_or_reject']),
    max_ms: z.number().optional(),
    max_rss_growth_mb: z.number().optional(),
    error_any_of: z.array(z.string()).optional(),
    max_output_chars: z.number().optional(),
    must_not_contain: z.array(z.string()).optional(),
    must_not_contain_file: z.string().optional(),
    must_contain_text: z.array(z.string()).optional(),
    items_min: z.number().optional(),
    titles: z.array(z.string()).optional(),
    titles_include: z.array(z.string()).optional(),
    title: z.string().optional(),
    canary_hits: z.number().optional(),
    server_fetches: z.number().optional(),
    max_items_stored: z.number().optional(),
    max_title_chars: z.number().optional(),
    max_categories: z.number().optional(),
    max_images: z.number().optional(),
    max_url_chars: z.number().optional(),
    no_userinfo_in_url: z.boolean().optional(),
    stored_url_schemes: z.array(z.string()).optional(),
    no_img_from: z.array(z.string()).optional(),
    rel_contains: z.array(z.string()).optional(),
    valid_unicode_output: z.boolean().optional(),
    no_bidi_controls_in_title: z.boolean().optional(),
    title_is_plain_text: z.boolean().optional(),
    plain_text_fields: z.array(z.string()).optional(),
    html_invariants: z.boolean().optional(),
    dates_null_or_in: z.tuple([z.string(), z.string()]).optional(),
    idempotent_reingest: z.boolean().optional(),
    no_overwrite_of_other_feed: z.boolean().optional(),
    no_operator_in_db: z.boolean().optional(),
    prototype_clean: z.boolean().optional(),
    feed_disabled: z.boolean().optional(),
  }),
});

export type DocumentCase = z.infer<typeof documentCase>;
export type Expectation = DocumentCase['expect'];

const urlCase = z.object({
  url: z.string(),
  expect: z.string(),
  class: z.string(),
  dns: z.union([z.array(z.string()), z.array(z.array(z.string()))]).optional(),
});

export type UrlCase = z.infer<typeof urlCase>;

const xssCase = z.object({ id: z.string(), payload: z.string() });

export type XssCase = z.infer<typeof xssCase>;

const readJson = async (...path: string[]): Promise<unknown> =>
  JSON.parse(await readFile(join(...path), 'utf8'));

export const readDocumentCases = async (data: string): Promise<DocumentCase[]> =>
  z.object({ cases: z.array(documentCase) }).parse(await readJson(data, 'expected.json')).cases;

export const readUrlCases = async (data: string): Promise<UrlCase[]> =>
  z.array(urlCase).parse(await readJson(data, 'urls.json'));

export const readXssCases = async (data: string): Promise<XssCase[]> =>
  z.object({ cases: z.array(xssCase) }).parse(await readJson(data, 'xss.json')).cases;
