import { hash } from 'node:crypto';

/**
 * A stable 22-character id out of what identifies a thing, so that ingesting it again, or on another machine,
 * gives the same id: the first 128 bits of SHA-256 as base64url.
 */
export const stableId = (...parts: readonly string[]): string =>
  hash('sha256', parts.join('\u0000'), 'buffer').subarray(0, 16).toString('base64url');

/** A digest to see whether something changed: the first 96 bits of SHA-256, which are 16 characters of base64url. */
export const digest = (value: unknown): string =>
  hash('sha256', JSON.stringify(value), 'base64url').slice(0, 16);
