import { expect, test } from 'vitest';
import { createWordMemory } from '../../../src/text/word-memory.ts';

test('a word is worked out once for each language', () => {
  const asked: string[] = [];
  const lookUp = createWordMemory((word, language) => {
    asked.push(`${language}:${word}`);
    return word.length;
  });
  expect([lookUp('dam', 'en'), lookUp('dam', 'en'), lookUp('dam', 'hi')]).toEqual([3, 3, 3]);
  expect(asked).toEqual(['en:dam', 'hi:dam']);
});

test('what is in use is remembered however many words come, what is not is forgotten', () => {
  let asked = 0;
  const lookUp = createWordMemory(word => {
    if (word === 'often' || word === 'once') asked += 1;
    return word;
  });
  lookUp('once', 'en');
  for (let i = 0; i < 200_000; i += 1) {
    lookUp(`word${i}`, 'en');
    lookUp('often', 'en');
  }
  lookUp('once', 'en');
  expect(asked).toBe(3);
});
