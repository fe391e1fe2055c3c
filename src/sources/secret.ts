/**
 * Keys of other people's APIs. A source names the environment variable that holds its key, and the key itself is
 * stored nowhere. Only variables of this one prefix can be named: a source may be added over the network, and must not
 * be able to send the database's address or the admin key to a server of its own.
 */
export const secretPrefix = 'KHABAR_SECRET_';

/** The value of a variable, or null where it is not set. */
export type Secrets = (variable: string) => string | null;

export const isSecretName = (variable: string): boolean =>
  variable.startsWith(secretPrefix) &&
  /^[A-Z0-9_]{1,80}$/u.test(variable) &&
  variable.length > secretPrefix.length;

export const secretsIn =
  (env: Readonly<Record<string, string | undefined>>): Secrets =>
  variable =>
    (isSecretName(variable) && env[variable]) || null;

const keyNames =
  /^(?:x-)?(?:api|app|access|auth|client|subscription)?[-_]?(?:key|token|secret|apikey|appid)$/iu;

/** Whether a query parameter looks like one that carries a key. */
export const looksLikeKey = (parameter: string): boolean => keyNames.test(parameter);
