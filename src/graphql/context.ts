import { AppError } from '../core/errors.ts';
import type { Clock } from '../core/clock.ts';
import type { Discover } from '../sources/discovery.ts';
import type { Stores } from '../storage/mongo.ts';
import type { Loaders } from './loaders.ts';

/** What each request carries through its resolvers. */
export interface Context {
  requestId: string;
  /** What the Authorization header proved. */
  caller: 'ANONYMOUS' | 'UNKNOWN_KEY' | 'ADMIN';
  stores: Stores;
  loaders: Loaders;
  clock: Clock;
  /** Aborted when the request may take no longer; the loaders then ask the database for nothing more. */
  signal?: AbortSignal;
  /** Looks for sources on the web; absent where the gateway does not reach it. */
  discover?: Discover;
}

/** The gate before every mutation. */
export const requireAdmin = ({ caller }: Context): void => {
  if (caller === 'ADMIN') return;
  throw caller === 'ANONYMOUS'
    ? new AppError('UNAUTHENTICATED', 'This needs the admin key: Authorization: Bearer KEY')
    : new AppError('FORBIDDEN', 'This key does not open mutations');
};
