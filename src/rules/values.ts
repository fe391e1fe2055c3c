/* Values from how they are written to the type of their field, or what is wrong with them. */
import { canonicalUrl } from '../core/url.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { parseDay } from '../search/query.ts';
import { analyse } from '../text/analyse.ts';
import { typePlans, type FieldType, type Operator } from './fields.ts';
import { ruleLimits, type RuleValue } from './rule.ts';

const minutesOf: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1_440, w: 10_080 };
const maxMinutes = 10 * 366 * 1_440;

/** A text value; `~` needs something to look for. */
const toText = (text: string, operator: Operator): Result<RuleValue, string> => {
  if (text.trim() === '') return fail('an empty text matches nothing');
  if (text.length > ruleLimits.valueLength)
    return fail(`a value has at most ${ruleLimits.valueLength} characters`);
  const words = operator === '~' ? analyse(text, 'und').length : 1;
  if (words === 0) return fail('~ needs at least one word');
  if (words > ruleLimits.valueWords) return fail(`~ takes at most ${ruleLimits.valueWords} words at once`);
  return ok({ type: 'string', text });
};

const toNumber = (text: string): Result<RuleValue, string> =>
  /^\d{1,9}$/u.test(text)
    ? ok({ type: 'number', value: Number(text) })
    : fail('write a whole number, such as 80');

const toBoolean = (text: string): Result<RuleValue, string> =>
  /^(?:true|false)$/iu.test(text)
    ? ok({ type: 'boolean', value: text.toLowerCase() === 'true' })
    : fail('write true or false');

const toDuration = (text: string): Result<RuleValue, string> => {
  const [, count = '', unit = ''] = /^(\d{1,8})([mhdw])$/iu.exec(text) ?? [];
  const minutes = Number(count) * (minutesOf[unit.toLowerCase()] ?? Number.NaN);
  return count !== '' && minutes <= maxMinutes
    ? ok({ type: 'duration', minutes })
    : fail('write minutes, hours, days or weeks, ten years at most, such as 90m, 12h, 3d or 2w');
};

const toDate = (text: string): Result<RuleValue, string> => {
  const date = parseDay(text);
  const isRealDay = date !== null && (text.length > 10 || date.toISOString().startsWith(text));
  return isRealDay
    ? ok({ type: 'date', ms: date.getTime() })
    : fail('write a day or an instant, such as 2026-11-24 or 2026-11-24T08:00:00+05:30');
};

const toLanguage = (text: string): Result<RuleValue, string> =>
  /^[a-z]{2,3}$/iu.test(text)
    ? ok({ type: 'string', text: text.toLowerCase() })
    : fail('write a primary language subtag of BCP 47, such as hi or en');

/** A host in the form that addresses have it in, without the port; null where it is none. */
export const hostOf = (text: string): string | null => {
  const address = `http://${text}/`;
  if (/[/?#@\s]/u.test(text) || !URL.canParse(address)) return null;
  return new URL(address).hostname;
};

const toHost = (text: string): Result<RuleValue, string> =>
  hostOf(text) === null ? fail('write a host, such as news.example') : ok({ type: 'string', text });

const toAddress = (text: string, operator: Operator): Result<RuleValue, string> =>
  operator === '~' || canonicalUrl(text) !== null
    ? toText(text, operator)
    : fail('write an absolute http or https address; ~ looks for words within one');

const readers: Readonly<Record<FieldType, (text: string, operator: Operator) => Result<RuleValue, string>>> =
  {
    text: toText,
    prose: toText,
    names: toText,
    name: toText,
    address: toAddress,
    host: toHost,
    language: toLanguage,
    boolean: toBoolean,
    number: toNumber,
    duration: toDuration,
    date: toDate,
  };

/** Types that are not written in quotation marks. */
const bareTypes: ReadonlySet<FieldType> = new Set(['boolean', 'number', 'duration', 'date']);

/** A value of a type; the fault says what is wrong or wanted. */
export const toValue = (
  type: FieldType,
  { text, quoted }: { text: string; quoted: boolean },
  operator: Operator,
): Result<RuleValue, string> => {
  if (quoted && bareTypes.has(type))
    return fail(`write it without quotation marks, such as ${typePlans[type].example}`);
  return readers[type](text, operator);
};
