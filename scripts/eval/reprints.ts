/*
 * How well copies are told from what only looks like them, over the thresholds: node scripts/eval/reprints.ts [--seeds N]
 * Prints a line for each pair of thresholds, then one for each kind of pair at the thresholds in use.
 */
import { parseArgs } from 'node:util';
import { fingerprintOf } from '../../src/articles/fingerprint.ts';
import { isReprint, likenessOf, reprintThresholds, type Likeness } from '../../src/articles/likeness.ts';
import { analyse } from '../../src/text/analyse.ts';
import { reprintCases, type ReprintCase } from '../../tests/unit/articles/reprint-cases.ts';
import type { CopyText } from '../../tests/unit/articles/reprint-texts.ts';

interface Judged {
  pair: ReprintCase;
  likeness: Likeness | null;
}

const fingerprintOfCopy = ({ headline, paragraphs, language }: CopyText): Uint8Array =>
  fingerprintOf({
    headline: analyse(headline, language),
    body: analyse(paragraphs.join('\n\n'), language),
  }) ?? new Uint8Array();

const judge = (pair: ReprintCase): Judged => ({
  pair,
  likeness: likenessOf(fingerprintOfCopy(pair.first), fingerprintOfCopy(pair.second)),
});

/** The rule with other thresholds: those of the numbers stay. */
const isReprintAt = (likeness: Likeness | null, resemblance: number, containment: number): boolean =>
  likeness !== null &&
  likeness.resemblance >= resemblance &&
  likeness.containment >= containment &&
  isReprint({ ...likeness, resemblance: 1, containment: 1 });

const score = (judged: readonly Judged[], says: (likeness: Likeness | null) => boolean): string => {
  const found = judged.filter(({ likeness }) => says(likeness));
  const right = found.filter(({ pair }) => pair.reprint).length;
  const all = judged.filter(({ pair }) => pair.reprint).length;
  return `precision ${(right / found.length).toFixed(4)}  recall ${(right / all).toFixed(4)}`;
};

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '5' } } });
const seeds = Array.from({ length: Number(values.seeds) }, (_, place) => place + 1);
const judged = seeds.flatMap(seed => reprintCases(seed)).map(judge);
const lines = [`${judged.length} pairs`];
for (const resemblance of [0.15, 0.2, 0.25, 0.3, 0.35])
  for (const containment of [0.4, 0.5, 0.6]) {
    const scored = score(judged, likeness => isReprintAt(likeness, resemblance, containment));
    lines.push(`resemblance ${resemblance.toFixed(2)}  containment ${containment.toFixed(2)}  ${scored}`);
  }
lines.push(`in use: ${JSON.stringify(reprintThresholds)}`);
for (const [kind, pairs] of Map.groupBy(judged, ({ pair }) => pair.kind)) {
  const right = pairs.filter(
    ({ pair, likeness }) => (likeness !== null && isReprint(likeness)) === pair.reprint,
  );
  lines.push(`${pairs[0]?.pair.reprint === true ? '+' : '-'} ${kind}: ${right.length} of ${pairs.length}`);
}
process.stdout.write(`${lines.join('\n')}\n`);
