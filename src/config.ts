import { z } from 'zod';
import { fail, ok, type Result } from './core/result.ts';

interface Option<S extends z.ZodType> {
  env: string;
  schema: S;
  /** One line for .env.example and for `khabar config`. */
  doc: string;
  /** The value as it would be written in the environment; empty when there is none. */
  fallback: string;
  secret?: true;
}

const option = <S extends z.ZodType>(value: Option<S>): Option<S> => value;
const optionalText = z.string().transform(text => (text === '' ? null : text));
const list = z.string().transform(text =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== ''),
);
/** An origin, with a path where a proxy puts the gateway below one; without a slash at the end. */
const optionalWebAddress = z
  .string()
  .refine(
    text => text === '' || (/^https?:\/\/[^?#]+$/u.test(text) && URL.canParse(text)),
    'must be an http or https address without a query',
  )
  .transform(text => (text === '' ? null : new URL(text).href.replace(/\/+$/u, '')));
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Every setting, where it comes from and what it means. `.env.example` is checked against this table. */
export const configOptions = {
  host: option({
    env: 'HOST',
    schema: z.string().min(1),
    fallback: '127.0.0.1',
    doc: 'Address to listen on; 0.0.0.0 for all interfaces.',
  }),
  port: option({
    env: 'PORT',
    schema: whole(0, 65_535),
    fallback: '4000',
    doc: 'TCP port to listen on; 0 takes a free one.',
  }),
  publicUrl: option({
    env: 'PUBLIC_URL',
    schema: optionalWebAddress,
    fallback: '',
    doc: 'Address by which the gateway is reached from outside; hubs push to it (WebSub). Empty: feeds are only polled.',
  }),
  mongodbUri: option({
    env: 'MONGODB_URI',
    schema: optionalText,
    fallback: '',
    doc: 'MongoDB replica set to use. Empty: a mongod of our own is found or fetched, and kept under KHABAR_DATA.',
    secret: true,
  }),
  dataDir: option({
    env: 'KHABAR_DATA',
    schema: z.string().min(1),
    fallback: '.khabar',
    doc: 'Directory for the local database and for downloads.',
  }),
  adminKey: option({
    env: 'KHABAR_ADMIN_KEY',
    schema: optionalText.refine(key => key === null || key.length >= 16, 'must have at least 16 characters'),
    fallback: '',
    doc: 'Key that opens the mutations (Authorization: Bearer KEY). Empty: one is made at each start and printed.',
    secret: true,
  }),
  corsOrigins: option({
    env: 'KHABAR_CORS_ORIGINS',
    schema: list,
    fallback: '*',
    doc: 'Origins that browsers may call from, with commas between; * for all (no credentials are ever allowed).',
  }),
  sample: option({
    env: 'KHABAR_SAMPLE',
    schema: z.enum(['auto', 'on', 'off']),
    fallback: 'auto',
    doc: 'The bundled sample newsroom: auto serves it while no source of your own is stored.',
  }),
  userAgent: option({
    env: 'KHABAR_USER_AGENT',
    schema: z.string().min(1),
    fallback: 'Khabar/0.1 (news aggregation gateway)',
    doc: 'User-Agent of every outgoing request; put an address there where a publisher can reach you.',
  }),
  allowedOrigins: option({
    env: 'KHABAR_ALLOWED_ORIGINS',
    schema: list,
    fallback: '',
    doc: 'Origins (http://host:port) on private addresses that may be fetched all the same; for development.',
  }),
  fetchConcurrency: option({
    env: 'KHABAR_FETCH_CONCURRENCY',
    schema: whole(1, 256),
    fallback: '16',
    doc: 'How many sources are read at the same time.',
  }),
  parseThreads: option({
    env: 'KHABAR_PARSE_THREADS',
    schema: whole(0, 64),
    fallback: '0',
    doc: 'Threads that read feeds and pages; 0 is one less than there are cores, at least 1 and at most 8.',
  }),
  maxBodyBytes: option({
    env: 'KHABAR_MAX_BODY_BYTES',
    schema: whole(1_000, 10_000_000),
    fallback: '100000',
    doc: 'The most bytes of the body of one GraphQL request.',
  }),
  maxTokens: option({
    env: 'KHABAR_MAX_TOKENS',
    schema: whole(100, 10_000),
    fallback: '2000',
    doc: 'The most tokens (names, values, punctuation) of one GraphQL document.',
  }),
  maxDepth: option({
    env: 'KHABAR_MAX_DEPTH',
    schema: whole(3, 100),
    fallback: '12',
    doc: 'The most levels of fields below each other; introspection is bounded apart.',
  }),
  maxAliases: option({
    env: 'KHABAR_MAX_ALIASES',
    schema: whole(0, 1_000),
    fallback: '30',
    doc: 'The most aliases of one operation; those of a fragment count wherever it is spread.',
  }),
  maxDirectives: option({
    env: 'KHABAR_MAX_DIRECTIVES',
    schema: whole(0, 1_000),
    fallback: '50',
    doc: 'The most directives of one operation, counted like aliases.',
  }),
  maxRootFields: option({
    env: 'KHABAR_MAX_ROOT_FIELDS',
    schema: whole(1, 1_000),
    fallback: '20',
    doc: 'The most fields at the top of one operation.',
  }),
  maxNodes: option({
    env: 'KHABAR_MAX_NODES',
    schema: whole(100, 1_000_000),
    fallback: '10000',
    doc: 'The most list entries that one operation may ask for: lengths of lists in lists multiply.',
  }),
  maxCost: option({
    env: 'KHABAR_MAX_COST',
    schema: whole(100, 1_000_000),
    fallback: '5000',
    doc: 'The most points that one operation may cost; every answer tells its own under extensions.cost.',
  }),
  maxOperationMs: option({
    env: 'KHABAR_MAX_OPERATION_MS',
    schema: whole(100, 60_000),
    fallback: '10000',
    doc: 'Milliseconds after which an operation that is not done is answered with TIMEOUT and its reads stop.',
  }),
  searchCacheBytes: option({
    env: 'KHABAR_SEARCH_CACHE_BYTES',
    schema: whole(1_000_000, 16_000_000_000),
    fallback: '128000000',
    doc: 'Memory for decoded parts of the search index, in bytes.',
  }),
  logLevel: option({
    env: 'LOG_LEVEL',
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']),
    fallback: 'info',
    doc: 'silent, error, warn, info or debug; JSON lines on stderr.',
  }),
};

type Options = typeof configOptions;
export type Config = { readonly [K in keyof Options]: z.output<Options[K]['schema']> };

export interface ConfigFault {
  env: string;
  message: string;
}

const entries = (): [string, Option<z.ZodType>][] => Object.entries(configOptions);

/** Reads the whole environment and names every fault at once; it has no effect and no default secret. */
export const readConfig = (
  env: Readonly<Record<string, string | undefined>>,
): Result<Config, ConfigFault[]> => {
  const values: Record<string, unknown> = {};
  const faults: ConfigFault[] = [];
  for (const [name, { env: key, schema, fallback }] of entries()) {
    const raw = env[key];
    const parsed = schema.safeParse(raw === undefined || raw === '' ? fallback : raw);
    if (parsed.success) values[name] = parsed.data;
    else faults.push({ env: key, message: parsed.error.issues.map(issue => issue.message).join('; ') });
  }
  // Every key of Config was set from the very table that Config is derived from.
  return faults.length > 0 ? fail(faults) : ok(values as Config);
};

/** The settings as one prints them: secrets say only whether they are set. */
export const redactConfig = (config: Config): Record<string, string | number> =>
  Object.fromEntries(
    entries().map(([name, { secret }]) => {
      const value = config[name as keyof Config];
      const shown = Array.isArray(value) ? value.join(',') : (value ?? '');
      return [name, secret === true && value !== null ? '(set)' : shown];
    }),
  );

/** The text of .env.example. */
export const envExample = (): string =>
  entries()
    .map(([, { env, doc, fallback }]) => `# ${doc}\n${env}=${fallback}\n`)
    .join('\n');
