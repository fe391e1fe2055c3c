import { expect, test } from 'vitest';
import { BestSlots } from '../../../src/stories/best-slots.ts';

test('the best are kept in order, of equals those with the smaller slot', () => {
  const offers = Array.from({ length: 300 }, (_, at) => ({ slot: (at * 7) % 300, score: (at * 13) % 40 }));
  const best = new BestSlots(25);
  for (const { slot, score } of offers) best.offer(slot, score);
  expect(best.take()).toEqual(
    offers
      .toSorted((a, b) => b.score - a.score || a.slot - b.slot)
      .slice(0, 25)
      .map(({ slot }) => slot),
  );
  expect(best.take()).toEqual([]);
});
