/** Ways to damage a document, each by a seeded generator, so that a document that does harm can be made again. */
import { below, pick, type Random } from '../bench/corpus/random.ts';

type Mutation = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer;

const maxBytes = 12_000_000;

const cut = (bytes: Buffer, from: number, to: number): Buffer =>
  Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);

const insert = (bytes: Buffer, at: number, ...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat([
    bytes.subarray(0, at),
    ...parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)),
    bytes.subarray(at),
  ]);

/** Mostly small numbers, now and then one near the limit. */
const amount = (random: Random, limit: number): number => Math.ceil(limit ** random());

const fragments = [
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '</',
  '/>',
  '<?',
  '<!DOCTYPE a [',
  '<item>',
  '</item>',
  '</channel>',
  '<entry>',
  '<title>',
  '<script>',
  '<style>',
  '</p>',
  '<table><tr><td>',
  '<svg><math>',
  '&#0;',
  '&#x110000;',
  '\0',
  '\ufeff',
  '{',
  '[',
  '\\u0000',
  'xmlns:a="',
  'xml:base="javascript:',
  '\u202e',
  '\ud83d',
] as const;

const nested = [
  'div',
  'b',
  'item',
  'a:b',
  'channel',
  'entry',
  'span',
  'ul><li',
  'blockquote',
  'table><tr><td',
  'content',
] as const;

const floods = [
  '&lt;',
  '&amp;',
  '&#x41;',
  '&#1;',
  '&nosuchentity;',
  '&a;',
  '&lt;b&gt;',
  '<b>',
  '</b>',
  '<br>',
  '<![CDATA[x]]>',
  '<!---->',
  '<a href="',
  ' a="b"',
  ' a',
  '=',
  "'",
  '"',
  '<img src=x ',
  '<p>',
  '<li>',
  '<script>',
  '<!--',
  '<?x',
  '\u0915\u094d\u200d',
  'e\u0301',
  ',',
  '. ',
  '2026-11-24 ',
  'http://a.example/ ',
] as const;

const entities = (random: Random): string => {
  const depth = 1 + below(random, 12);
  const lines = Array.from({ length: depth }, (_, at) => {
    const before = at === 0 ? 'ha' : `&e${at - 1};`.repeat(10);
    return `<!ENTITY e${at} "${before}">`;
  });
  return `<!DOCTYPE rss [${lines.join('')}]>`;
};

const charsets = [
  'utf-16',
  'utf-7',
  'iso-2022-jp',
  'euc-kr',
  'ibm037',
  'windows-1252',
  'nosuch',
  'utf-32',
] as const;

/** By name, as the report shows them. */
export const mutations: Readonly<Record<string, Mutation>> = {
  flipBits: (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let times = amount(random, 512); times > 0 && copy.length > 0; times -= 1) {
      const at = below(random, copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8));
    }
    return copy;
  },
  truncate: (bytes, random) => bytes.subarray(0, below(random, bytes.length + 1)),
  behead: (bytes, random) => bytes.subarray(below(random, bytes.length + 1)),
  remove: (bytes, random) => {
    const at = below(random, bytes.length + 1);
    return cut(bytes, at, at + amount(random, 10_000));
  },
  repeatSlice: (bytes, random) => {
    const at = below(random, bytes.length + 1);
    const slice = bytes.subarray(at, at + amount(random, 20_000));
    return insert(bytes, at, ...Array.from({ length: amount(random, 200) }, () => slice));
  },
  insertFragments: (bytes, random) => {
    let out = bytes;
    for (let times = amount(random, 12); times > 0; times -= 1)
      out = insert(out, below(random, out.length + 1), pick(random, fragments));
    return out;
  },
  nest: (bytes, random) => {
    const tag = pick(random, nested);
    return insert(bytes, below(random, bytes.length + 1), `<${tag}>`.repeat(amount(random, 60_000)));
  },
  nestEscaped: (bytes, random) => {
    const tag = pick(random, nested);
    return insert(bytes, below(random, bytes.length + 1), `&lt;${tag}&gt;`.repeat(amount(random, 40_000)));
  },
  flood: (bytes, random) =>
    insert(bytes, below(random, bytes.length + 1), pick(random, floods).repeat(amount(random, 200_000))),
  entityBomb: (bytes, random) =>
    insert(bytes, 0, entities(random), `<rss><channel><item><title>&e${below(random, 12)};</title></item>`),
  splice: (bytes, random, others) => {
    const other = pick(random, others);
    const from = below(random, other.length + 1);
    return Buffer.concat([
      bytes.subarray(0, below(random, bytes.length + 1)),
      other.subarray(from, from + 500_000),
    ]);
  },
  charset: (bytes, random) => {
    const label = pick(random, charsets);
    return insert(bytes, 0, `<?xml version="1.0" encoding="${label}"?><meta charset="${label}">`);
  },
};

const names = Object.keys(mutations);

export interface Mutated {
  bytes: Buffer;
  /** What was done, in order. */
  steps: string[];
}

/** One to three mutations, one after another. */
export const mutate = (bytes: Buffer, random: Random, others: readonly Buffer[]): Mutated => {
  let mutated = bytes;
  const steps: string[] = [];
  for (let times = 1 + below(random, 3); times > 0; times -= 1) {
    const name = pick(random, names);
    mutated = mutations[name]?.(mutated, random, others).subarray(0, maxBytes) ?? mutated;
    steps.push(name);
  }
  return { bytes: mutated, steps };
};
