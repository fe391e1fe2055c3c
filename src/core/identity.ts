import { createHash } from 'node:crypto';

/**
 * A stable 22-character id out of what identifies a thing, so that ingesting it again, or on another machine,
 * gives the same id: the first 128 bits of SHA-256 as base64url.
 */
export const stableId = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\u0000')).digest().subarray(0, 16).toString('base64url');

/** A digest to see whether something changed. */
export const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest().subarray(0, 12).toString('base64url');
