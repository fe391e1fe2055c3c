import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/**
 * Bundles GraphiQL with its editor and workers into dist/playground, so that the gateway serves it with no
 * internet. A stamp over every input makes a second run a no-op.
 */

const root = join(import.meta.dirname, '..');
const outputFolder = join(root, 'dist', 'playground');
const stampFile = join(outputFolder, 'stamp');
const client = join(import.meta.dirname, 'build-playground.client.js');

/** The packages that the bundle is made from or with. */
const packages = [
  '@graphiql/react',
  '@graphiql/toolkit',
  'graphiql',
  'graphql',
  'monaco-editor',
  'monaco-graphql',
  'react',
  'react-dom',
  'vite',
] as const;

/** One flat folder, each name with a hash of its content: the server may let browsers keep the files. */
const flatNames = {
  entryFileNames: '[name]-[hash].js',
  chunkFileNames: '[name]-[hash].js',
  assetFileNames: '[name]-[hash][extname]',
};

const inputDigest = async (): Promise<string> => {
  const files = [
    import.meta.filename,
    client,
    ...packages.map(name => join(root, 'node_modules', name, 'package.json')),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
};

const bundle = async (folder: string): Promise<void> => {
  // Loaded late: a run with nothing to do does not pay for it.
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    // Addresses relative to the bundle itself: it works under whatever path it is mounted.
    base: './',
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'es2022',
      reportCompressedSize: false,
      modulePreload: false,
      chunkSizeWarningLimit: 10_000,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        input: { playground: client },
        output: {
          ...flatNames,
          entryFileNames: 'playground-[hash].js',
        },
        onLog: (level, log, report) => {
          // React's "use client" has no meaning in a bundle for a browser; every component says it.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
        },
      },
    },
    worker: { format: 'es', rolldownOptions: { output: flatNames } },
  });
};

/** Texts are stored a second time as gzip, so that serving them costs no CPU. */
const compressAll = async (folder: string): Promise<void> => {
  const compress = promisify(gzip);
  const names = (await readdir(folder)).filter(name => /\.(js|css)$/.test(name));
  for (const name of names) {
    const packed = await compress(await readFile(join(folder, name)), { level: 9 });
    await writeFile(join(folder, `${name}.gz`), packed);
  }
};

/** Builds the playground where its inputs changed. Returns what was done. */
export const buildPlayground = async (): Promise<'BUILT' | 'UP_TO_DATE'> => {
  const digest = await inputDigest();
  const stamp = await readFile(stampFile, 'utf8').catch(() => null);
  if (stamp === digest) return 'UP_TO_DATE';
  // Made beside its place and moved in whole: a build that is cut short leaves nothing half done.
  const draft = `${outputFolder}-${process.pid}`;
  await mkdir(join(root, 'dist'), { recursive: true });
  await bundle(draft);
  await compressAll(draft);
  await writeFile(join(draft, 'stamp'), digest);
  await rm(outputFolder, { recursive: true, force: true });
  await rename(draft, outputFolder);
  return 'BUILT';
};

if (import.meta.main) await buildPlayground();
