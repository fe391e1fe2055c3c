import { fail, ok, type Result } from './result.ts';

/** The largest page of any connection. */
export const maxPageSize = 100;

/**
 * Keyset cursor: the sort values of a row, so that a page starts after that row whatever was inserted meanwhile.
 * `kind` names the list and order that it belongs to; a cursor of another list is refused.
 */
export const encodeCursor = (kind: string, values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([kind, ...values])).toString('base64url');

export const decodeCursor = (kind: string, cursor: string): Result<(string | number)[], string> => {
  const values = readValues(cursor);
  if (values === null) return fail('is not a cursor of this API');
  const [cursorKind, ...rest] = values;
  return cursorKind === kind ? ok(rest) : fail(`belongs to another list or order than ${kind}`);
};

const readValues = (cursor: string): (string | number)[] | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) && value.every(isCursorValue) ? value : null;
  } catch {
    return null;
  }
};

const isCursorValue = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';
