import { fail, ok, type Result } from '../../core/result.ts';
import type { ApiMapping } from '../../sources/api-mapping.ts';
import type { Secrets } from '../../sources/secret.ts';

/** A request with its keys. It lives for one request: neither the address nor the headers are stored or logged. */
export interface ApiRequest {
  url: string;
  headers: Record<string, string>;
  /** The keys themselves, to be taken out of what the server says. */
  keys: string[];
}

/** The fault is one line that names the variables that are missing. */
export const apiRequest = (
  address: string,
  { query, keys }: Pick<ApiMapping, 'query' | 'keys'>,
  secrets: Secrets,
): Result<ApiRequest, string> => {
  const url = new URL(address);
  // What the address itself says goes before the mapping's constants.
  for (const { name, value } of query) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  const headers: Record<string, string> = {};
  const used: string[] = [];
  const missing: string[] = [];
  for (const rule of keys) {
    const key = secrets(rule.variable);
    if (key === null) missing.push(rule.variable);
    else {
      used.push(key);
      if (rule.place === 'HEADER') headers[rule.name.toLowerCase()] = `${rule.prefix}${key}`;
      else url.searchParams.set(rule.name, key);
    }
  }
  if (missing.length > 0) return fail(`not set in the environment: ${missing.join(', ')}`);
  // undici would throw at a header of another character; a key never has one.
  const isSendable = Object.values(headers).every(value => /^[\x20-\x7e]*$/u.test(value));
  return isSendable
    ? ok({ url: url.href, headers, keys: used })
    : fail('a key has characters that no header can have');
};

/** The same request with another value of one parameter: the next page. */
export const withParameter = (request: ApiRequest, name: string, value: string): ApiRequest => {
  const url = new URL(request.url);
  url.searchParams.set(name, value);
  return { ...request, url: url.href };
};

/** A line without the keys, since servers repeat in their errors what they were sent. */
export const withoutKeys = (line: string, keys: readonly string[]): string =>
  keys.reduce(
    (text, key) =>
      [key, encodeURIComponent(key)].reduce((rest, form) => rest.replaceAll(form, '(key)'), text),
    line,
  );
