/* A floor: the feeds fetched and parsed by the product's parser, nothing looked up and nothing stored. */
import { Agent, request } from 'undici';
import { z } from 'zod';
import { parseFeed } from '../../../src/ingest/parse/index.ts';
import { answerQuestions } from '../child.ts';

const passInput = z.object({ urls: z.array(z.string()), concurrency: z.number() });

const etags = new Map<string, string>();
const agent = new Agent({ connections: 64 });

interface Counts {
  items: number;
  notModified: number;
}

const readOne = async (url: string, counts: Counts): Promise<void> => {
  const etag = etags.get(url);
  const headers = etag === undefined ? {} : { 'if-none-match': etag };
  const response = await request(url, { dispatcher: agent, headers });
  if (response.statusCode === 304) {
    await response.body.dump();
    counts.notModified += 1;
    return;
  }
  if (response.statusCode !== 200) throw new Error(`${url} answers ${response.statusCode}`);
  const bytes = new Uint8Array(await response.body.arrayBuffer());
  const contentType = response.headers['content-type'];
  const parsed = parseFeed(bytes, { contentType: typeof contentType === 'string' ? contentType : null, url });
  if (!parsed.ok) throw new Error(`${url}: ${parsed.fault.detail}`);
  counts.items += parsed.value.items.length;
  if (typeof response.headers.etag === 'string') etags.set(url, response.headers.etag);
};

/** Conditional from the second pass on. */
const pass = async (input: unknown) => {
  const { urls, concurrency } = passInput.parse(input);
  const counts: Counts = { items: 0, notModified: 0 };
  const queue = urls.values();
  const started = performance.now();
  const work = async () => {
    for (const url of queue) await readOne(url, counts);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { ...counts, ms: performance.now() - started };
};

const forget = (): Promise<void> => {
  etags.clear();
  return Promise.resolve();
};

answerQuestions({ pass, forget });
