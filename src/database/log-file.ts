import { open } from 'node:fs/promises';
import { z } from 'zod';

/** mongod logs one JSON object a line: `s` is the severity (F fatal, E error, W, I), `msg` the text, `attr` the details. */
const lineShape = z.object({
  s: z.string(),
  msg: z.string(),
  attr: z.record(z.string(), z.unknown()).optional(),
});

const tailBytes = 64 * 1024;

const readTail = async (path: string, sinceByte: number): Promise<string> => {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return '';
  try {
    const { size } = await file.stat();
    const length = Math.max(0, Math.min(size - sinceByte, tailBytes));
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
};

const parseLine = (line: string): z.infer<typeof lineShape> | null => {
  try {
    const parsed = lineShape.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** The newest error or fatal line in mongod's log after a byte offset, as one sentence; null when there is none. */
export const readLastTrouble = async (path: string, sinceByte: number): Promise<string | null> => {
  const lines = (await readTail(path, sinceByte)).split('\n').map(parseLine);
  // A fatal assertion is followed by a stack trace: the error before it says more.
  const trouble =
    lines.filter(line => line?.s === 'E').at(-1) ?? lines.filter(line => line?.s === 'F').at(-1);
  if (trouble === null || trouble === undefined) return null;
  const details = Object.entries(trouble.attr ?? {}).map(([key, value]) =>
    typeof value === 'string' ? `${key}: ${value}` : `${key}: ${JSON.stringify(value)}`,
  );
  return [trouble.msg, ...details].join('; ');
};
