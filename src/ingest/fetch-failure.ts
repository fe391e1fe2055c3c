/** Names the cause of a failed request: what front ends show and what the schedule of the next poll goes by. */
import type { FetchFailureReason } from '../sources/source.ts';
import { blockedAddressCode } from './fetch-connector.ts';
import { headerOf, tooLargeCode } from './fetch-exchange.ts';

type Headers = Record<string, string | string[] | undefined>;

interface BotWallMark {
  /** A header of the answer and the form of its value. */
  header: string;
  value: RegExp;
  /** Sent with challenges and blocks only: it tells the wall whatever the status is. */
  sure?: boolean;
  /** A header that appears once the site itself was asked: with it a refusal is the site's own. */
  unless?: string;
}

/** How the known walls mark the answers that they give in the site's place. A mark that is not sure counts on a 403. */
const botWallMarks: readonly BotWallMark[] = [
  { header: 'cf-mitigated', value: /./, sure: true }, // Cloudflare challenges
  { header: 'x-amzn-waf-action', value: /./, sure: true }, // AWS WAF: a challenge is a 202, a captcha a 405
  { header: 'x-vercel-mitigated', value: /./, sure: true },
  { header: 'x-sucuri-block', value: /./, sure: true },
  { header: 'server', value: /^cloudflare/i, unless: 'cf-cache-status' }, // Cloudflare firewall rules
  { header: 'x-datadome', value: /./ },
  { header: 'x-dd-b', value: /./ }, // DataDome
  { header: 'x-iinfo', value: /./ }, // Imperva
  { header: 'x-kpsdk-ct', value: /./ }, // Kasada
  { header: 'server', value: /^(?:akamaighost|sucuri|ddos-guard)/i },
];

/** Whether the answer is a bot wall's, told by its headers alone: the bodies change from week to week. */
export const isBotWall = (status: number, headers: Headers): boolean =>
  botWallMarks.some(({ header, value, sure, unless }) => {
    if (sure !== true && status !== 403) return false;
    return (
      value.test(headerOf(headers, header) ?? '') && (unless === undefined || headers[unless] === undefined)
    );
  });

const statusReasons: ReadonlyMap<number, FetchFailureReason> = new Map([
  [401, 'FORBIDDEN'],
  [402, 'PAYWALL'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [410, 'GONE'],
  [429, 'RATE_LIMITED'],
  [451, 'FORBIDDEN'],
]);

/** Why an answer with a status other than a success failed. */
export const reasonOfStatus = (status: number, headers: Headers): FetchFailureReason => {
  if (isBotWall(status, headers)) return 'BOT_WALL';
  return statusReasons.get(status) ?? (status >= 500 ? 'SERVER_ERROR' : 'HTTP_STATUS');
};

/** Error codes of undici, of Node and of the system, by what they mean; a code that ends in `*` is a prefix. */
const codeReasons: readonly (readonly [FetchFailureReason, readonly string[]])[] = [
  ['BLOCKED_ADDRESS', [blockedAddressCode]],
  ['TOO_LARGE', [tooLargeCode, 'UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW']],
  ['TIMEOUT', ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']],
  ['DNS', ['ENOTFOUND', 'ETIMEOUT', 'EAI_*', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'EBADNAME', 'EFORMERR']],
  [
    'TLS',
    [
      'ERR_TLS_*',
      'ERR_SSL_*',
      'ERR_OSSL_*',
      'CERT_*',
      'CRL_*',
      'UNABLE_TO_*',
      'DEPTH_ZERO_*',
      'SELF_SIGNED_*',
      'HOSTNAME_MISMATCH',
      'INVALID_CA',
      'INVALID_PURPOSE',
      'PATH_LENGTH_EXCEEDED',
      'EPROTO',
    ],
  ],
];

const codeOf = (thrown: unknown): string => {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return codeOf(thrown.errors[0]);
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return '';
};

const matches = (code: string, pattern: string): boolean =>
  pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;

/** Why a request ended without an answer. Whatever is not known is the connection's fault. */
export const reasonOfError = (thrown: unknown): FetchFailureReason => {
  const code = codeOf(thrown);
  const found = codeReasons.find(([, patterns]) => patterns.some(pattern => matches(code, pattern)));
  return found?.[0] ?? 'CONNECTION';
};

/** One line of at most 200 characters: what servers say goes into logs and terminals. */
export const detailLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200);

/** Seconds that Retry-After asks for, in either of its forms (RFC 9110, 10.2.3); null when it says nothing readable. */
export const retryAfterSeconds = (value: string | null, now: Date): number | null => {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
};
