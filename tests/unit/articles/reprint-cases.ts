import type { CopyText } from './reprint-texts.ts';
import { sameEvents, slots, surroundings, templates } from './reprint-texts.ts';
import { sampleArticles } from '../../../src/sample/catalogue.ts';
import { randomFrom } from '../../kit/random.ts';

/** A pair of texts and whether one is a reprint of the other. */
export interface ReprintCase {
  kind: string;
  reprint: boolean;
  first: CopyText;
  second: CopyText;
}

const one = <T>(items: readonly T[], random: () => number, none: T): T =>
  items[Math.floor(random() * items.length)] ?? none;

const words = (text: string): string[] => text.split(/\s+/u);
const wordCount = (copy: CopyText): number => words(copy.paragraphs.join(' ')).length;

/** One word in `every` loses or doubles a letter, as typos do; never a number. */
const withTypos = (copy: CopyText, every: number, random: () => number): CopyText => ({
  ...copy,
  paragraphs: copy.paragraphs.map(paragraph =>
    words(paragraph)
      .map(word => {
        if (random() > 1 / every || word.length < 4 || /\d/u.test(word)) return word;
        const at = 1 + Math.floor(random() * (word.length - 2));
        return random() < 0.5
          ? word.slice(0, at) + word.slice(at + 1)
          : word.slice(0, at) + word.slice(at - 1);
      })
      .join(' '),
  ),
});

/** One word in `every` is another one, as when a desk puts a copy into its own style. */
const inHouseStyle = (copy: CopyText, every: number, random: () => number): CopyText => ({
  ...copy,
  paragraphs: copy.paragraphs.map(paragraph =>
    words(paragraph)
      .map(word =>
        random() > 1 / every || /\d/u.test(word) ? word : one(styleWords[copy.language], random, word),
      )
      .join(' '),
  ),
});

const styleWords = {
  en: ['stated', 'nearly', 'however', 'added', 'state-run', 'also', 'meanwhile', 'reportedly'],
  hi: ['बताया', 'लगभग', 'हालाँकि', 'भी', 'वहीं', 'सरकारी', 'कथित', 'दरअसल'],
} as const;

/** The beginning of a copy, whole paragraphs while they fit and then whole sentences. */
const shortened = (copy: CopyText, share: number): CopyText => {
  const sentences = copy.paragraphs.flatMap(paragraph => paragraph.split(/(?<=[.।?!”])\s+/u));
  const budget = wordCount(copy) * share;
  const kept: string[] = [];
  for (const sentence of sentences) {
    if (words([...kept, sentence].join(' ')).length > budget) break;
    kept.push(sentence);
  }
  return { ...copy, paragraphs: kept };
};

/** The first number is another one, as after a correction. */
const withOneNumberCorrected = (copy: CopyText): CopyText => {
  let corrected = false;
  return {
    ...copy,
    paragraphs: copy.paragraphs.map(paragraph =>
      corrected
        ? paragraph
        : paragraph.replace(/\d+/u, number => {
            corrected = true;
            return String(Number(number) + 1);
          }),
    ),
  };
};

const between = (lead: string | null, copy: CopyText, tail: string | null): CopyText => ({
  ...copy,
  paragraphs: [...(lead === null ? [] : [lead]), ...copy.paragraphs, ...(tail === null ? [] : [tail])],
});

/** Ways in which a paper prints the copy of an agency. */
const reprintsOf = (copy: CopyText, random: () => number): [string, CopyText][] => {
  const lead = one(surroundings[copy.language].leads, random, '');
  const tail = one(surroundings[copy.language].tails, random, '');
  const renamed = {
    ...copy,
    headline: `${one(surroundings[copy.language].tails, random, '').slice(0, 40)}…`,
  };
  return [
    ['headline changed', renamed],
    ['a local lead', between(lead, copy, null)],
    ['boilerplate behind', between(null, renamed, tail)],
    ['typos corrected', withTypos(copy, 30, random)],
    ['a number corrected', withOneNumberCorrected(copy)],
    ['house style', inHouseStyle(copy, 20, random)],
    ['shortened to two thirds', shortened(copy, 0.67)],
    ['shortened to half', shortened(copy, 0.5)],
    ['lead, two thirds, boilerplate', between(lead, shortened(renamed, 0.67), tail)],
    ['house style, two thirds', inHouseStyle(shortened(copy, 0.67), 25, random)],
  ];
};

const filled = (form: string, language: 'en' | 'hi', random: () => number): string =>
  form.replace(/\{(\w+?)(\d?)\}/gu, (_, name: string, digits: string) => {
    if (name !== 'n') return one(slots[name]?.[language] ?? [], random, '');
    const low = 10 ** (Number(digits) - 1);
    return String(low + Math.floor(random() * 9 * low));
  });

/** Articles of the sample newsroom as copies; neighbours of one publisher are joined until they are as long as news is. */
const newsroomCopies = (): CopyText[] => {
  const copies = sampleArticles.map(({ language, headline, sections, publisher }) => ({
    language,
    publisher,
    headline,
    paragraphs: sections
      .flatMap(([heading, ...paragraphs]) => [heading ?? '', ...paragraphs])
      .filter(Boolean),
  }));
  const joined: (CopyText & { publisher: string })[] = [];
  for (const copy of copies) {
    const last = joined.at(-1);
    if (last?.publisher === copy.publisher && last.language === copy.language && wordCount(last) < 150)
      joined[joined.length - 1] = { ...last, paragraphs: [...last.paragraphs, ...copy.paragraphs] };
    else joined.push(copy);
  }
  return joined.filter(copy => wordCount(copy) >= 90);
};

/** The newsroom prints some articles of its own wire. */
const sharesParagraph = (first: CopyText, second: CopyText): boolean =>
  first.paragraphs.some(paragraph => words(paragraph).length > 12 && second.paragraphs.includes(paragraph));

/** All cases, the same in each run. */
export const reprintCases = (seed = 1): ReprintCase[] => {
  const random = randomFrom(seed);
  const copies = [...newsroomCopies(), ...sameEvents.flatMap(({ first, second }) => [first, second])];
  const reprints = copies.flatMap(first =>
    reprintsOf(first, random).map(([kind, second]) => ({ kind, reprint: true, first, second })),
  );
  const borrowed = copies.flatMap((first, place) => {
    const second = copies.slice(place + 1).find(({ language }) => language === first.language);
    if (second === undefined || sharesParagraph(first, second)) return [];
    const { paragraphs } = shortened(first, 0.3);
    const quoting = {
      ...second,
      paragraphs: [...second.paragraphs.slice(0, 1), ...paragraphs, ...second.paragraphs.slice(1)],
    };
    return [{ kind: 'borrows three tenths', reprint: false, first, second: quoting }];
  });
  const roundups = copies.flatMap((first, place) => {
    const others = copies
      .filter(({ language }, other) => language === first.language && other !== place)
      .slice(0, 3);
    const second = { ...first, paragraphs: [first, ...others].flatMap(({ paragraphs }) => paragraphs) };
    return [{ kind: 'a roundup of four', reprint: false, first, second }];
  });
  const events = sameEvents.flatMap(({ name, first, second }) => [
    { kind: `same event: ${name}`, reprint: false, first, second },
    { kind: `same event, shortened: ${name}`, reprint: false, first: shortened(first, 0.5), second },
  ]);
  const others = copies.flatMap((first, place) =>
    copies
      .slice(place + 1)
      .filter(second => second.language === first.language)
      .filter(second => !sharesParagraph(first, second))
      .map(second => ({ kind: 'another article', reprint: false, first, second })),
  );
  return [...reprints, ...borrowed, ...roundups, ...events, ...others, ...templated(random)];
};

const templated = (random: () => number): ReprintCase[] =>
  templates.flatMap(({ name, language, form }) => {
    const fill = (): CopyText => ({ language, headline: name, paragraphs: [filled(form, language, random)] });
    const tail = one(surroundings[language].tails, random, '');
    return Array.from({ length: 30 }, () => [fill(), fill()] as const).flatMap(([first, second]) => [
      { kind: `template: ${name}`, reprint: false, first, second },
      {
        kind: `template, boilerplate behind: ${name}`,
        reprint: true,
        first,
        second: between(null, first, tail),
      },
    ]);
  });
