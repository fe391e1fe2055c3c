/**
 * Walks a chain of redirects by hand, because each hop has to pass the guard before anything is sent to it: a
 * publisher's redirect is how feed readers are led into private networks (GHSA-496x-437q-h35q, CVE-2026-40168).
 */
import { fail, ok, type Result } from '../core/result.ts';
import type { FetchFailureReason } from '../sources/source.ts';
import { headerOf, type WireAnswer } from './fetch-exchange.ts';
import { checkUrl, type GuardPolicy } from './guard.ts';

export interface Hops {
  /** Where the answer came from, without a fragment. */
  url: URL;
  /** True when there was at least one redirect and each of them was permanent. */
  allPermanent: boolean;
}

export interface RedirectFault {
  reason: FetchFailureReason;
  detail: string;
  /** Status of the answer that led nowhere, if there was one. */
  status: number | null;
}

interface RedirectRules {
  policy: GuardPolicy;
  maxRedirects: number;
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const permanentStatuses: ReadonlySet<number> = new Set([301, 308]);

/**
 * A redirect from https to http is refused: whoever sits on the line could have put the target in. Origins on the
 * allow-list are exempt. It counts as TLS, since the secure connection is what was lost.
 */
const nextHop = (
  from: URL,
  location: string,
  policy: GuardPolicy,
): Result<URL, Omit<RedirectFault, 'status'>> => {
  const target = URL.parse(location, from.href);
  if (target === null) return fail({ reason: 'BAD_URL', detail: 'redirected to something that is no URL' });
  const checked = checkUrl(target.href, policy);
  if (!checked.ok) return fail({ ...checked.fault, detail: `redirected, and ${checked.fault.detail}` });
  if (
    from.protocol === 'https:' &&
    target.protocol === 'http:' &&
    !policy.allowedOrigins.has(target.origin)
  ) {
    return fail({ reason: 'TLS', detail: 'redirected from https to http' });
  }
  checked.value.hash = '';
  return checked;
};

/** @param ask sends one request; what it throws passes through */
export const followRedirects = async (
  start: string,
  { policy, maxRedirects }: RedirectRules,
  ask: (url: URL) => Promise<WireAnswer>,
): Promise<Result<{ answer: WireAnswer; hops: Hops }, RedirectFault>> => {
  const first = checkUrl(start, policy);
  if (!first.ok) return fail({ ...first.fault, status: null });
  let url = first.value;
  url.hash = '';
  let permanent = true;
  const seen = new Set<string>();
  for (;;) {
    seen.add(url.href);
    const answer = await ask(url);
    const location = headerOf(answer.headers, 'location');
    if (!redirectStatuses.has(answer.status) || location === null || maxRedirects === 0) {
      return ok({ answer, hops: { url, allPermanent: permanent && seen.size > 1 } });
    }
    const next = nextHop(url, location, policy);
    if (!next.ok) return fail({ ...next.fault, status: answer.status });
    if (seen.has(next.value.href))
      return fail({ reason: 'REDIRECT_LOOP', detail: 'redirects in a circle', status: answer.status });
    if (seen.size > maxRedirects) {
      return fail({
        reason: 'REDIRECT_LOOP',
        detail: `over ${maxRedirects} redirects`,
        status: answer.status,
      });
    }
    permanent &&= permanentStatuses.has(answer.status);
    url = next.value;
  }
};
