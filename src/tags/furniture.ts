/*
 * Tags that name no subject: "hindi news", "ताजा खबर", "Live Updates". Told by their words alone, so that they are known
 * before anything was counted: all of them must be furniture, and one must name the news or its medium.
 */
import { isStopWord } from '../text/stop-words.ts';
import {
  departmentWords,
  furniturePhrases,
  mediumWords,
  newsWords,
  qualifierWords,
} from './furniture-words.ts';
import { placeOf } from './places.ts';
import { nameWords } from './same-name.ts';

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u).flatMap(nameWords));

const news = wordsOf(newsWords);
const media = wordsOf(mediumWords);
const qualifiers = wordsOf(qualifierWords);
const departments = wordsOf(departmentWords);
const phrases: ReadonlySet<string> = new Set(
  furniturePhrases
    .split(/[|\n]/u)
    .map(phrase => nameWords(phrase).join(' '))
    .filter(phrase => phrase !== ''),
);

const longestWord = 24;

/** "breakingnews" without its space: the words it is made of, none where it cannot be parted. */
const parts = (word: string): string[] => {
  if (word.length < 7 || word.length > longestWord || !/^[a-z]+$/.test(word)) return [];
  const known = (part: string): boolean => news.has(part) || media.has(part) || qualifiers.has(part);
  for (let at = word.length - 2; at >= 2; at -= 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (!known(head)) continue;
    if (known(tail)) return [head, tail];
    const more = parts(tail);
    if (more.length > 0) return [head, ...more];
  }
  return [];
};

/** Numbers and hours of service: 18, 24x7, 2024. */
const isNumber = (word: string): boolean => /^\d+(?:x\d+)?$/.test(word);

/** "news18": the number is the channel's. */
const isNumberedNews = (word: string): boolean => news.has(/^([a-z]+)\d+$/.exec(word)?.[1] ?? '');

const isPlace = (words: readonly string[]): boolean => placeOf(words.join(' ')) !== null;

/** What is left of a name when what is furniture beside the news is taken away: a place, a department or nothing. */
const isFurnitureBesideNews = (rest: readonly string[]): boolean => {
  const left = rest.filter(word => !departments.has(word) && !isNumber(word));
  return left.length === 0 || isPlace(left) || left.every(word => isPlace([word]));
};

const isFiller = (word: string): boolean => qualifiers.has(word) || isStopWord(word, 'und');

/** Whether a tag of this name says nothing of what an article is about. */
export const isFurniture = (name: string): boolean => {
  const spelled = nameWords(name);
  if (spelled.length === 0 || spelled.length > 9) return false;
  if (phrases.has(spelled.join(' '))) return true;
  const words = spelled.flatMap(word => {
    const found = parts(word);
    return found.length > 0 ? found : [word];
  });
  const isNews = (word: string): boolean => news.has(word) || isNumberedNews(word);
  const rest = words.filter(word => !isNews(word) && !media.has(word) && !isFiller(word));
  if (words.some(isNews)) return isFurnitureBesideNews(rest);
  return rest.length === 0 && words.some(word => media.has(word));
};

/**
 * What a name is about when the furniture at its ends is taken away: "Prince Harry news" gives "prince harry". Null where
 * there is none to take, or nothing would be left. It is no proof by itself: "BBC News" is a name.
 */
export const coreOf = (name: string): string | null => {
  const words = nameWords(name);
  const isEdge = (word = ''): boolean => news.has(word) || media.has(word) || isFiller(word);
  let [from, to] = [0, words.length];
  while (from < to && isEdge(words[from])) from += 1;
  while (to > from && isEdge(words[to - 1])) to -= 1;
  return from === to || to - from === words.length ? null : words.slice(from, to).join(' ');
};
