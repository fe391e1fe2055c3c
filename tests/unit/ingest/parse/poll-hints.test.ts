import { expect, test } from 'vitest';
import { parseFeed } from '../../../../src/ingest/parse/index.ts';

const wishesOf = (head: string) => {
  const text = `<rss version="2.0"><channel><title>Feed</title>${head}<item><title>One</title></item></channel></rss>`;
  const parsed = parseFeed(new TextEncoder().encode(text), {
    contentType: null,
    url: 'http://feeds.example/',
  });
  if (!parsed.ok) throw new Error(parsed.fault.detail);
  const { ttlMinutes, skipHours, skipDays } = parsed.value;
  return { ttlMinutes, skipHours, skipDays };
};

test('a feed that wishes nothing', () => {
  expect(wishesOf('')).toEqual({ ttlMinutes: null, skipHours: [], skipDays: [] });
});

test('hours to skip, in order and each once; 24 is midnight', () => {
  const hours = ['23', ' 5 ', '24', '0', '5'].map(hour => `<hour>${hour}</hour>`).join('');
  expect(wishesOf(`<skipHours>${hours}</skipHours>`).skipHours).toEqual([0, 5, 23]);
});

test('hours that are none are left out', () => {
  const hours = ['-1', '25', 'noon', '', '1.5', '999999'].map(hour => `<hour>${hour}</hour>`).join('');
  expect(wishesOf(`<skipHours>${hours}</skipHours>`).skipHours).toEqual([]);
});

test('days to skip, in any case', () => {
  const days = ['Sunday', 'saturday', 'WEDNESDAY', 'Someday'].map(day => `<day>${day}</day>`).join('');
  expect(wishesOf(`<skipDays>${days}</skipDays>`).skipDays).toEqual([0, 3, 6]);
});
