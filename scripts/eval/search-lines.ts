import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** The lines of a JSON-lines file, checked. */
export const readLines = async <T>(file: string, schema: z.ZodType<T>): Promise<T[]> => {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => schema.parse(JSON.parse(line)));
};
