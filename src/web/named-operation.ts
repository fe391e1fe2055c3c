import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Values to run an operation with: GraphQL variables and HTTP headers. */
export interface OperationExample {
  variables: Readonly<Record<string, unknown>>;
  headers: Readonly<Record<string, string>>;
}

/** One file of schema/operations: a GraphQL document that works as it stands, and values to try it with. */
export interface NamedOperation {
  name: string;
  file: string;
  /** What it shows, from the comment at its head. */
  description: string;
  /** Without the comment. */
  document: string;
  /** At least one; the first is what the playground opens with. */
  examples: readonly OperationExample[];
}

/*
 * The comment at the head of a file is prose, and lines with one of three keys:
 *   # tab: 3                          its place among the tabs
 *   # variables: {"first": 5}         an example; each further line is a further example
 *   # headers: {"x-api-key": "..."}   sent with every example
 */
const keyedLine = /^(tab|variables|headers):\s*(.*)$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readObject = (json: string, file: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(json);
  if (!isRecord(value)) throw new Error(`${file}: ${json} is not a JSON object`);
  return value;
};

/** Parts a file into the lines of its head, without their marks, and the document under it. */
const splitHead = (text: string): { head: string[]; document: string } => {
  const lines = text.split('\n');
  const found = lines.findIndex(line => !line.startsWith('#'));
  const end = found === -1 ? lines.length : found;
  return {
    head: lines.slice(0, end).map(line => line.replace(/^#\s?/, '')),
    document: lines.slice(end).join('\n'),
  };
};

interface Head {
  tab: number;
  prose: string[];
  variables: Record<string, unknown>[];
  headers: Record<string, string>;
}

const readHead = (lines: readonly string[], file: string): Head => {
  const head: Head = { tab: Number.POSITIVE_INFINITY, prose: [], variables: [], headers: {} };
  for (const line of lines) {
    const [, key, value = ''] = keyedLine.exec(line) ?? [];
    if (key === 'tab') head.tab = Number(value);
    else if (key === 'variables') head.variables.push(readObject(value, file));
    else if (key === 'headers') {
      for (const [name, text] of Object.entries(readObject(value, file))) head.headers[name] = String(text);
    } else head.prose.push(line);
  }
  return head;
};

/** Reads one document. Throws where it names no operation or an example is not JSON: such a file is a bug. */
export const parseNamedOperation = (file: string, text: string): NamedOperation & { tab: number } => {
  const { head: lines, document } = splitHead(text);
  const head = readHead(lines, file);
  const name = /^(?:query|mutation|subscription)\s+(\w+)/m.exec(document)?.[1];
  if (name === undefined) throw new Error(`${file} has no named operation`);
  const variables = head.variables.length > 0 ? head.variables : [{}];
  return {
    name,
    file,
    tab: head.tab,
    description: head.prose.join('\n').trim(),
    document,
    examples: variables.map(values => ({ variables: values, headers: head.headers })),
  };
};

/** Every *.graphql file of a folder, in the order of the tabs. */
export const readNamedOperations = async (folder: string): Promise<NamedOperation[]> => {
  const files = (await readdir(folder)).filter(file => file.endsWith('.graphql')).sort();
  const operations = await Promise.all(
    files.map(async file => parseNamedOperation(file, await readFile(join(folder, file), 'utf8'))),
  );
  // The sort is stable: files with the same place, or none, stay in the order of their names.
  return operations.sort((a, b) => (a.tab === b.tab ? 0 : a.tab - b.tab));
};
