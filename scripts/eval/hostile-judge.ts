/** What is expected of a document, each key of `expect` a check of its own: null, or what is wrong. */
import { readFileSync } from 'node:fs';
import type { ArticleImage } from '../../src/articles/article.ts';
import { isStopped } from '../../src/sources/schedule.ts';
import { fetchFailureReasons } from '../../src/sources/source.ts';
import type { Expectation } from './hostile-cases.ts';
import { htmlFault, linksIn, picturesIn } from './hostile-html.ts';
import type { Ingested } from './hostile-ingest.ts';

type Check = (found: Ingested) => string | null;

/** Our failure reasons by the names that the cases use. */
const reasonNames: Readonly<Record<string, readonly string[]>> = {
  PARSE_ERROR: ['MALFORMED_FEED', 'UNKNOWN_FORMAT', 'EMPTY_FEED', 'HTML_INSTEAD_OF_FEED', 'UNREADABLE'],
  EMPTY: ['EMPTY_FEED'],
  UNSUPPORTED_TYPE: ['UNKNOWN_FORMAT', 'HTML_INSTEAD_OF_FEED'],
  TOO_MANY_REDIRECTS: ['REDIRECT_LOOP'],
  NETWORK: ['CONNECTION'],
  DECODE_ERROR: ['BAD_ENCODING'],
};

const titlesOf = ({ drafts, page }: Ingested): string[] =>
  page === null ? drafts.map(({ headline }) => headline) : [page.headline ?? ''];

const htmlOf = ({ drafts, page }: Ingested): string[] =>
  [...drafts.flatMap(({ sections }) => sections), ...(page?.sections ?? [])].map(({ html }) => html);

const imagesOf = ({ drafts, page }: Ingested): ArticleImage[] => [
  ...drafts.flatMap(({ images }) => images),
  ...(page?.images ?? []),
];

/** Every string that would be stored, keys left out. */
const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (value instanceof Date || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
};

const storedOf = ({ drafts, page }: Ingested): unknown[] => (page === null ? drafts : [page]);

const urlsOf = (found: Ingested): string[] => {
  const own = [
    ...found.drafts.map(({ canonicalUrl }) => canonicalUrl),
    found.page?.canonicalUrl ?? [],
  ].flat();
  const inHtml = htmlOf(found).flatMap(html => [
    ...picturesIn(html),
    ...linksIn(html).map(({ href }) => href),
  ]);
  return [...own, ...imagesOf(found).map(({ url }) => url), ...inHtml].filter(url => url !== '');
};

const complain = (bad: boolean, why: string): string | null => (bad ? why : null);

/** Markup that a browser would read as such, if somebody put the text into a page as HTML. */
const isMarkup = (text: string): boolean => /<\/?[a-z!][^>]*>/i.test(text);

const checkReason = (names: readonly string[], rejected: string): string | null => {
  const accepted = names.flatMap(name => reasonNames[name] ?? [name]);
  return complain(!accepted.includes(rejected), `rejected as ${rejected}, not as ${names.join(' or ')}`);
};

const checkOutcome = (
  { outcome, error_any_of: names }: Expectation,
  { rejected }: Ingested,
): string | null => {
  if (rejected === null) return complain(outcome === 'reject', 'accepted');
  if (outcome === 'accept') return `rejected as ${rejected}`;
  return names === undefined ? null : checkReason(names, rejected);
};

const checkTitles = (found: Ingested, wanted: readonly string[], only: boolean): string | null => {
  const titles = titlesOf(found);
  const missing = wanted.find(title => !titles.includes(title));
  if (missing !== undefined)
    return `no title "${missing}" in ${JSON.stringify(titles.slice(0, 5)).slice(0, 200)}`;
  return complain(only && titles.length !== wanted.length, `${titles.length} titles`);
};

const checkDates = (found: Ingested, from: string): string | null => {
  const tomorrow = Date.now() + 24 * 60 * 60 * 1000;
  const dates = found.drafts.flatMap(({ publishedAt }) => publishedAt?.value.getTime() ?? []);
  const bad = dates.find(date => date < Date.parse(from) || date > tomorrow);
  return bad === undefined ? null : `a date of ${new Date(bad).toISOString()}`;
};

const hasOperator = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !(value instanceof Date)
    ? Object.entries(value).some(([key, inner]) => key.startsWith('$') || hasOperator(inner))
    : false;

const plainFields = ({ page, drafts }: Ingested): Record<string, string[]> => ({
  author: [...(page?.authors ?? []), ...drafts.flatMap(({ authors }) => authors)],
  description: [page?.dek ?? '', ...drafts.map(({ dek }) => dek ?? '')],
});

const secretOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
};

/** Checks of what was accepted; a rejected document has no output to break them. */
const outputChecks: { [Key in keyof Expectation]?: (value: NonNullable<Expectation[Key]>) => Check } = {
  max_output_chars: most => found => {
    const chars = storedOf(found).flatMap(stringsIn).join('').length;
    return complain(chars > most, `${chars} characters of output`);
  },
  must_not_contain: words => found => {
    const text = JSON.stringify(storedOf(found));
    return words.filter(word => text.includes(word)).map(word => `contains ${word}`)[0] ?? null;
  },
  must_not_contain_file: file => found => {
    const secret = secretOf(file);
    return complain(secret !== null && JSON.stringify(storedOf(found)).includes(secret), `contains ${file}`);
  },
  must_contain_text: words => found => {
    const text = storedOf(found).flatMap(stringsIn).join('\n');
    const missing = words.find(word => !text.includes(word));
    return missing === undefined ? null : `"${missing}" is lost`;
  },
  items_min: least => found => complain(found.items.length < least, `${found.items.length} items`),
  titles: wanted => found => checkTitles(found, wanted, true),
  titles_include: wanted => found => checkTitles(found, wanted, false),
  // The case is about the charset: an article may have a better headline than its page's title.
  title: wanted => found =>
    complain(
      !titlesOf(found)
        .concat(found.decoded ?? '')
        .some(text => text.includes(wanted)),
      'the title is garbled',
    ),
  max_items_stored: most => found => complain(found.drafts.length > most, `${found.drafts.length} articles`),
  max_title_chars: most => found => {
    const longest = Math.max(0, ...titlesOf(found).map(title => title.length));
    return complain(longest > most, `a title of ${longest} characters`);
  },
  max_categories: most => found => {
    const longest = Math.max(
      0,
      ...found.drafts.map(({ tagIds }) => tagIds.length),
      found.page?.topics.length ?? 0,
    );
    return complain(longest > most, `${longest} tags`);
  },
  max_images: most => found => {
    const count = imagesOf(found).length + htmlOf(found).flatMap(picturesIn).length;
    return complain(count > most, `${count} pictures`);
  },
  max_url_chars: most => found =>
    complain(
      urlsOf(found).some(url => url.length > most),
      'a longer URL',
    ),
  no_userinfo_in_url: () => found =>
    complain(
      urlsOf(found).some(url => /^https?:\/\/[^/?#]*@/i.test(url)),
      'a URL with a user name',
    ),
  stored_url_schemes: schemes => found => {
    const bad = urlsOf(found).find(
      url => !schemes.some(scheme => url.startsWith(`${scheme}:`)) && !url.startsWith('mailto:'),
    );
    return bad === undefined ? null : `the URL ${bad.slice(0, 80)}`;
  },
  no_img_from: hosts => found => {
    const pictures = [...imagesOf(found).map(({ url }) => url), ...htmlOf(found).flatMap(picturesIn)];
    return complain(
      pictures.some(url => hosts.includes(URL.parse(url)?.host ?? '')),
      'a picture from there',
    );
  },
  rel_contains: words => found => {
    const links = htmlOf(found).flatMap(linksIn);
    return complain(!links.every(({ rel }) => words.every(word => rel.includes(word))), 'a link without it');
  },
  valid_unicode_output: () => found =>
    complain(
      !storedOf(found)
        .flatMap(stringsIn)
        .every(text => text.isWellFormed() && !text.includes('\0')),
      'broken text',
    ),
  no_bidi_controls_in_title: () => found =>
    complain(
      titlesOf(found).some(title => /\p{Bidi_Control}/u.test(title)),
      'a bidi control',
    ),
  title_is_plain_text: () => found => {
    const bad = titlesOf(found).find(title => isMarkup(title) || /&(?:lt|amp);/.test(title));
    return bad === undefined ? null : `the title ${bad.slice(0, 80)}`;
  },
  plain_text_fields: fields => found => {
    const bad = fields.flatMap(field => plainFields(found)[field] ?? []).find(isMarkup);
    return bad === undefined ? null : `markup in ${bad.slice(0, 80)}`;
  },
  html_invariants: () => found =>
    htmlOf(found)
      .map(htmlFault)
      .find(fault => fault !== null) ?? null,
  dates_null_or_in:
    ([from]) =>
    found =>
      checkDates(found, from),
  no_operator_in_db: () => found => complain(hasOperator(storedOf(found)), 'a key with $'),
  prototype_clean: () => () =>
    complain(Object.keys(Object.prototype).length > 0, 'the prototype is polluted'),
};

const applyCheck = <Key extends keyof Expectation>(
  key: Key,
  value: Expectation[Key],
  found: Ingested,
): string | null => {
  const check = outputChecks[key];
  return value === undefined || check === undefined ? null : check(value)(found);
};

/** All that is wrong with what became of a document. */
export const judge = (expect: Expectation, found: Ingested): string[] => {
  const faults = [checkOutcome(expect, found)];
  const keys = Object.keys(outputChecks) as (keyof Expectation)[];
  if (found.rejected === null) faults.push(...keys.map(key => applyCheck(key, expect[key], found)));
  if (expect.feed_disabled === true) {
    const reason = fetchFailureReasons.find(known => known === found.rejected) ?? null;
    faults.push(complain(!isStopped(reason), 'the source is not stopped'));
  }
  return faults.filter(fault => fault !== null);
};
