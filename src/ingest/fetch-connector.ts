/**
 * Opens sockets only to addresses that the guard lets pass. The check sits inside the connection's own name lookup, so
 * the address that was checked is the one that is connected to and a name that changes its answer gains nothing (DNS
 * rebinding). undici calls no lookup for an IP literal: literals are checked here as well.
 */
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import { literalOf, type GuardPolicy } from './guard.ts';

/** The code of the error with which a refused connection ends. */
export const blockedAddressCode = 'ERR_BLOCKED_ADDRESS';

/** All addresses of a name. Rejects with the resolver's error. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface ConnectorOptions {
  policy: GuardPolicy & { isPublic: (ip: string) => boolean };
  connectTimeoutMs: number;
  resolve: Resolve;
  /** Makes the connector that does the dialling; tests put one without sockets in its place. */
  dial: (options: buildConnector.BuildOptions) => buildConnector.connector;
}

const blockedError = (detail: string): Error =>
  Object.assign(new Error(detail), { code: blockedAddressCode });

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** A lookup for net.connect that hands on only the public addresses of a name and fails when it has none. */
const guardedLookup =
  ({ resolve, policy }: ConnectorOptions): LookupFunction =>
  (hostname, options, callback) => {
    const settle = (found: readonly LookupAddress[]) => {
      const passed = found.filter(({ address }) => policy.isPublic(address));
      const [first] = passed;
      if (first === undefined) callback(blockedError(`${hostname} has no public address`), '', 0);
      else if (options.all === true) callback(null, passed);
      else callback(null, first.address, first.family);
    };
    // The second handler is an argument of its own, so that a throw in the callback is not taken for a failed lookup.
    resolve(hostname).then(settle, (thrown: unknown) => callback(asError(thrown), '', 0));
  };

export const createConnector = (options: ConnectorOptions): buildConnector.connector => {
  const { policy, dial } = options;
  const shared = { timeout: options.connectTimeoutMs, allowH2: false };
  const dialAllowed = dial(shared);
  const dialGuarded = dial({ ...shared, lookup: guardedLookup(options) });
  return (target, callback) => {
    if (policy.allowedOrigins.has(`${target.protocol}//${target.host ?? target.hostname}`)) {
      dialAllowed(target, callback);
      return;
    }
    const literal = literalOf(target.hostname);
    if (literal !== null && !policy.isPublic(literal)) {
      callback(blockedError(`${literal} is not a public address`), null);
      return;
    }
    dialGuarded(target, (...[error, socket]) => {
      if (error !== null) {
        callback(error, null);
      } else if (policy.isPublic(socket.remoteAddress ?? '')) {
        callback(null, socket);
      } else {
        // Cannot happen while net.connect honours its lookup; a request must not depend on that.
        socket.destroy();
        callback(blockedError('connected to an address that is not public'), null);
      }
    });
  };
};
