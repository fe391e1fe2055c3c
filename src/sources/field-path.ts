import { fail, ok, type Result } from '../core/result.ts';

/**
 * Addresses of values in a JSON answer: names with dots between, each followed by any number of `[2]` (an element) or
 * `[name=value]` (the elements that have it); `$` is the whole answer. A list stands for each of its elements, as in
 * MongoDB's paths, so `tags[type=contributor].webTitle` gives the names of all contributors.
 */
export type FieldPath = readonly PathStep[];

type PathStep = { name: string } | { index: number } | { name: string; equals: string };

const maxPathChars = 200;
const maxSteps = 16;
/** Values that one path can give: a larger answer is not what the mapping was written for. */
const maxValues = 20_000;

/** One step with its brackets, up to the next dot or the end. A value in brackets may have dots of its own. */
const segment = /([^.[\]=][^.[\]]*)((?:\[[^[\]]*\])*)(\.(?!$)|$)/uy;

/** The fault is one line for a person. */
export const parseFieldPath = (text: string): Result<FieldPath, string> => {
  if (text === '$') return ok([]);
  if (text === '' || text.length > maxPathChars) return fail(`a path has 1 to ${maxPathChars} characters`);
  const steps: PathStep[] = [];
  for (let at = 0; at < text.length; at = segment.lastIndex) {
    segment.lastIndex = at;
    const [, name, brackets = ''] = segment.exec(text) ?? [];
    if (name === undefined)
      return fail(`"${text.slice(at)}" is no step of a path: name, name[0] or name[key=value]`);
    steps.push({ name });
    for (const [, inner = ''] of brackets.matchAll(/\[([^\]]*)\]/gu)) {
      const step = bracketStep(inner);
      if (step === null) return fail(`"[${inner}]" is neither an index nor key=value`);
      steps.push(step);
    }
  }
  return steps.length > maxSteps ? fail(`a path has at most ${maxSteps} steps`) : ok(steps);
};

const bracketStep = (inner: string): PathStep | null => {
  if (/^\d{1,6}$/u.test(inner)) return { index: Number(inner) };
  const equals = inner.indexOf('=');
  return equals <= 0 ? null : { name: inner.slice(0, equals), equals: inner.slice(equals + 1) };
};

/** What a path leads to in a value, lists taken apart, in order; what is not there gives nothing. */
export const valuesAt = (value: unknown, path: FieldPath): unknown[] => {
  let values: unknown[] = [value];
  for (const step of path) values = values.flatMap(each => follow(each, step)).slice(0, maxValues);
  return values.flatMap(elementsOf).slice(0, maxValues);
};

const elementsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const follow = (value: unknown, step: PathStep): unknown[] => {
  if ('index' in step) return Array.isArray(value) ? value.slice(step.index, step.index + 1) : [];
  return elementsOf(value).flatMap(element => {
    const found = propertyOf(element, step.name);
    if (found === undefined) return [];
    if (!('equals' in step)) return [found];
    return textOfScalar(found) === step.equals ? [element] : [];
  });
};

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

/** A string, number or truth value as text; anything else has none. */
export const textOfScalar = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
    ? String(value)
    : null;
};
