import { messageOf } from '../../core/errors.ts';
import type { ClaimedSource } from '../../storage/source-claims.ts';
import type { HubDelivery } from '../../storage/websub-deliveries.ts';
import type { IngestDeps } from '../deps.ts';
import { emptyReport, type IngestReport } from '../report.ts';
import { ingestItems } from '../run.ts';

/** How long a delivery rests while its source is being read. */
const busyPauseMs = 2_000;

/**
 * Reads one delivery that a gateway took, by the way of a poll: parsed, its pages read, stored. It runs under the
 * source's own claim, so that a poll and a delivery of one source never write at the same time.
 */
export const readNextDelivery = async (
  deps: IngestDeps,
  { signal, onReport }: { signal: AbortSignal; onReport: (report: IngestReport) => void },
): Promise<'NONE' | 'READ' | 'RESTS'> => {
  const { stores, clock } = deps;
  const delivery = await stores.websubDeliveries.take(clock.now());
  if (delivery === null) return 'NONE';
  const claim = await stores.websubDeliveries.claimSource(delivery.sourceId, clock.now());
  if (claim === 'REMOVED') {
    await stores.websubDeliveries.remove(delivery.id);
    return 'READ';
  }
  if (claim === 'BUSY') {
    await rest(delivery, deps);
    return 'RESTS';
  }
  const report = await ingestDelivery(delivery, claim, { deps, signal });
  onReport(report);
  if (report.outcome === 'stopped') {
    await rest(delivery, deps);
    return 'RESTS';
  }
  await stores.websubDeliveries.remove(delivery.id);
  return 'READ';
};

const rest = ({ id }: HubDelivery, { stores, clock }: IngestDeps): Promise<void> =>
  stores.websubDeliveries.putBack(id, new Date(clock.now().getTime() + busyPauseMs));

interface Setting {
  deps: IngestDeps;
  signal: AbortSignal;
}

/** The claim is given back as it came: a delivery says nothing about the health of the feed's own address. */
const ingestDelivery = async (
  delivery: HubDelivery,
  claim: ClaimedSource,
  { deps, signal }: Setting,
): Promise<IngestReport> => {
  const started = performance.now();
  const report = emptyReport(claim.source.id, claim.source.title);
  try {
    await storeDelivery(delivery, report, { claim, deps, signal });
  } catch (thrown) {
    deps.log.error({ err: thrown, source: claim.source.url }, 'a delivery could not be read');
    report.outcome = 'failed';
    report.failure = { reason: 'INTERNAL', detail: messageOf(thrown), status: null };
  }
  await deps.stores.claims.release(claim);
  if (report.outcome === 'failed') await fallBack(delivery, deps);
  report.ms = Math.round(performance.now() - started);
  return report;
};

const storeDelivery = async (
  { body, contentType }: HubDelivery,
  report: IngestReport,
  run: Setting & { claim: ClaimedSource },
): Promise<void> => {
  const { url } = run.claim.source;
  const parsed = await run.deps.parser.parseFeed({ bytes: body, contentType, url }, run.signal);
  if (run.signal.aborted) {
    report.outcome = 'stopped';
  } else if (!parsed.ok) {
    report.outcome = 'failed';
    report.failure = { ...parsed.fault, status: null };
  } else if (!(await ingestItems(report, run, parsed.value))) {
    report.outcome = 'stopped';
  }
};

/** What cannot be read as it was pushed is read as it is published: polled at once, and not less from then on. */
const fallBack = async (
  { subscriptionId, sourceId }: HubDelivery,
  { stores, clock }: IngestDeps,
): Promise<void> => {
  const now = clock.now();
  await stores.websub.noteMiss(subscriptionId, now);
  await stores.sources.refresh([sourceId], now);
};
