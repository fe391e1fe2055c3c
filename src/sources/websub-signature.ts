import { createHmac, timingSafeEqual } from 'node:crypto';

/** The methods of the Recommendation, section 7.1.1. As a key for HMAC even SHA-1 holds; most hubs still sign with it. */
const methods: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/** The value of X-Hub-Signature: method=hexadecimal digits. */
export const signatureOf = (method: string, secret: string, body: Uint8Array): string =>
  `${method}=${createHmac(method, secret).update(body).digest('hex')}`;

/** Whether the header is the signature of exactly these bytes; the time tells nothing about the right one. */
export const isSigned = (header: string | null, secret: string, body: Uint8Array): boolean => {
  const [, method = '', digits = ''] = /^\s*(sha\d{1,3})=([\da-f]{40,128})\s*$/iu.exec(header ?? '') ?? [];
  if (!methods.has(method.toLowerCase())) return false;
  const wanted = createHmac(method.toLowerCase(), secret).update(body).digest();
  const given = Buffer.from(digits, 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};
