/* One comparison, as a function over what is known of an article. */
import { assertNever } from '../core/result.ts';
import { canonicalUrl } from '../core/url.ts';
import { tagKey } from '../tags/tag.ts';
import type { Operator } from './fields.ts';
import type { Facts, NameList } from './facts.ts';
import type { Comparison, RuleValue } from './rule.ts';
import { hostOf } from './values.ts';
import { needleOf, passageOf, type Passage } from './words.ts';

/** `null`: not known yet. */
export type Truth = boolean | null;

type Test = (facts: Facts) => Truth;

const not =
  (test: Test): Test =>
  facts => {
    const holds = test(facts);
    return holds === null ? null : !holds;
  };

/** `!=` is the opposite of `=`, so only the latter is spelled out. */
export const testOf = (comparison: Comparison): Test => {
  if (comparison.operator === '!=') return not(testOf({ ...comparison, operator: '=' }));
  const { field, operator, values } = comparison;
  switch (field) {
    case 'headline':
    case 'dek':
      return passageTest(field, operator, values);
    case 'text':
      return proseTest(values);
    case 'author':
    case 'tag':
    case 'category':
      return namesTest(listOf[field], operator, values);
    case 'url':
      return addressTest(operator, values);
    case 'site':
      return hostTest(values);
    case 'source':
      return sourceTest(operator, values);
    case 'language':
      return ({ language }) => (language === undefined ? null : texts(values).includes(language));
    case 'paywalled':
      return ({ paywalled }) => given(paywalled, value => operator === 'exists' || hasValue(values, value));
    case 'wordCount':
      return ({ wordCount }) => given(wordCount, count => compareNumber(operator, values, count));
    case 'age':
      return facts =>
        given(facts.publishedAt, date => compareNumber(operator, values, minutesSince(date, facts)));
    case 'publishedAt':
      return ({ publishedAt }) => given(publishedAt, date => compareNumber(operator, values, date.getTime()));
    default:
      return assertNever(field);
  }
};

/** False for what the article does not have. */
const given = <T>(value: T | null | undefined, test: (value: T) => Truth): Truth =>
  value === undefined ? null : value !== null && test(value);

const texts = (values: readonly RuleValue[]): string[] =>
  values.flatMap(value => (value.type === 'string' ? [value.text] : []));

const hasValue = (values: readonly RuleValue[], wanted: boolean | number): boolean =>
  values.some(value => 'value' in value && value.value === wanted);

const minutesSince = (date: Date, { now }: Facts): number => (now.getTime() - date.getTime()) / 60_000;

const numberOf = (value: RuleValue | undefined): number => {
  switch (value?.type) {
    case 'number':
      return value.value;
    case 'duration':
      return value.minutes;
    case 'date':
      return value.ms;
    default:
      return Number.NaN;
  }
};

const compareNumber = (operator: Operator, values: readonly RuleValue[], met: number): boolean => {
  const wanted = numberOf(values[0]);
  switch (operator) {
    case '<':
      return met < wanted;
    case '<=':
      return met <= wanted;
    case '>':
      return met > wanted;
    case '>=':
      return met >= wanted;
    case 'exists':
      return true;
    default:
      return hasValue(values, met);
  }
};

/** Any of the values, by its words. */
const containsAny = (values: readonly RuleValue[]) => {
  const needles = texts(values).map(needleOf);
  return (passage: Passage): boolean => needles.some(needle => needle.isIn(passage));
};

const passageTest = (field: 'headline' | 'dek', operator: Operator, values: readonly RuleValue[]): Test => {
  if (operator === '~') {
    const contains = containsAny(values);
    return facts => given(facts[field], contains);
  }
  const keys = new Set(texts(values).map(tagKey));
  return facts => given(facts[field], ({ text }) => operator === 'exists' || keys.has(tagKey(text)));
};

const proseTest = (values: readonly RuleValue[]): Test => {
  const contains = containsAny(values);
  return ({ text: { passages, complete } }) => passages.some(contains) || (complete ? false : null);
};

const listOf: Readonly<Record<'author' | 'tag' | 'category', (facts: Facts) => NameList>> = {
  author: facts => facts.authors,
  tag: facts => facts.tags,
  category: facts => facts.categories,
};

const namesTest = (
  list: (facts: Facts) => NameList,
  operator: Operator,
  values: readonly RuleValue[],
): Test => {
  const test = nameTest(operator, values);
  return facts => {
    const { values: names, complete } = list(facts);
    return names.some(test) || (complete ? false : null);
  };
};

/** Names say little about their language: they are analysed by their script. */
const nameTest = (operator: Operator, values: readonly RuleValue[]): ((name: string) => boolean) => {
  if (operator === 'exists') return () => true;
  if (operator === '~') {
    const contains = containsAny(values);
    return name => contains(passageOf(name, 'und'));
  }
  const keys = new Set(texts(values).map(tagKey));
  return name => keys.has(tagKey(name));
};

/** Words of an address are those that its reader sees: escapes are undone where they spell text. */
const readable = (url: string): string => {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
};

const addressTest = (operator: Operator, values: readonly RuleValue[]): Test => {
  if (operator === '~') {
    const contains = containsAny(values);
    return ({ url }) => contains(passageOf(readable(url), 'und'));
  }
  const addresses = new Set(texts(values).map(text => canonicalUrl(text) ?? text));
  return ({ url }) => addresses.has(url);
};

const hostTest = (values: readonly RuleValue[]): Test => {
  const hosts = texts(values).flatMap(text => hostOf(text) ?? []);
  return ({ url }) => {
    const met = URL.parse(url)?.hostname ?? '';
    return hosts.some(host => met === host || met.endsWith(`.${host}`));
  };
};

const sourceTest = (operator: Operator, values: readonly RuleValue[]): Test => {
  const test = nameTest(operator, values);
  if (operator === '~') return ({ source }) => test(source.title);
  const exact = new Set(texts(values));
  return ({ source }) => exact.has(source.id) || exact.has(source.slug) || test(source.title);
};
