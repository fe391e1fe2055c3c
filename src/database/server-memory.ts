import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What one start of our own server tells the next: the port that clients know, the version that wrote the files. */
const memoryShape = z.object({ port: z.number().int().min(1).max(65_535), version: z.string().min(1) });

export type ServerMemory = z.infer<typeof memoryShape>;

const memoryFile = (dataDir: string): string => join(dataDir, 'server.json');

export const readMemory = async (dataDir: string): Promise<ServerMemory | null> => {
  try {
    const parsed = memoryShape.safeParse(JSON.parse(await readFile(memoryFile(dataDir), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

export const writeMemory = async (dataDir: string, memory: ServerMemory): Promise<void> => {
  await writeFile(`${memoryFile(dataDir)}.new`, `${JSON.stringify(memory)}\n`);
  await rename(`${memoryFile(dataDir)}.new`, memoryFile(dataDir));
};
