import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'scripts', 'bench', 'main.ts');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khabar-bench-test-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const written = z.object({
  name: z.string(),
  machine: z.object({ cpus: z.number(), node: z.string(), mongod: z.string(), when: z.string() }),
  rows: z.array(
    z.object({
      what: z.string(),
      unit: z.string(),
      ours: z.number(),
      other: z.number().nullable(),
      ratio: z.number().nullable(),
    }),
  ),
});

const runBench = async (name: string, args: readonly string[]) => {
  const out = join(folder, `${name}.json`);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, name, '--out', out, '--quick', '--rounds', '1', ...args],
    { cwd: root, env: { ...process.env, MONGODB_URI: inject('mongoUri') }, timeout: 170_000 },
  );
  return { stdout, written: written.parse(JSON.parse(await readFile(out, 'utf8'))) };
};

const tiny: [string, string[], string[]][] = [
  ['search', ['--sizes', '150'], ['MongoDB $text']],
  ['ingest', ['--feeds', '1'], ['floor: fetch + parse', 'floor: bulk upserts']],
  [
    'api',
    ['--articles', '60', '--seconds', '0.1', '--connections', '2'],
    ['apollo + express5', 'mercurius + jit', 'bare node:http'],
  ],
  [
    'scale',
    ['--articles', '60', '--seconds', '0.1', '--connections', '2', '--feeds', '2'],
    ['1 gateway', '1 worker'],
  ],
];

test.each(tiny)(
  'bench %s prints a table and writes both sides of each ratio',
  { timeout: 180_000 },
  async (name, args, rivals) => {
    const { stdout, written: result } = await runBench(name, args);
    expect(result.name).toBe(name);
    for (const rival of rivals) expect(stdout).toContain(rival);
    expect(result.rows.length).toBeGreaterThan(3);
    for (const row of result.rows) {
      expect(stdout).toContain(row.what);
      expect(row.ours).toBeGreaterThan(0);
      // A row without a rival has no ratio; a row with one shows all three figures.
      expect([row.other === null, row.ratio === null]).toEqual([row.ratio === null, row.other === null]);
    }
  },
);

test('an unknown benchmark is refused with the usage', async () => {
  const refused = promisify(execFile)(process.execPath, [
    program,
    'nonsense',
    '--out',
    join(folder, 'none.json'),
  ]);
  await expect(refused).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('usage:') as string,
  });
});
