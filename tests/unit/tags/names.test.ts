import { describe, expect, test } from 'vitest';
import { glossesOf, isBelieved } from '../../../src/tags/gloss.ts';
import { decideKind, kindOfName } from '../../../src/tags/kind.ts';
import { NameTable, prominentTags } from '../../../src/tags/names.ts';
import { placeOf } from '../../../src/tags/places.ts';
import { isSameName, soundKeyOf } from '../../../src/tags/same-name.ts';
import { languageOfName } from '../../../src/tags/tag.ts';
import { analyse } from '../../../src/text/analyse.ts';
import { analyseFields } from '../../../src/text/analysed-fields.ts';

const noTag = (): boolean => false;

describe('a name in two scripts is one name where every word sounds the same', () => {
  test.each([
    ['किम जोंग उन', 'Kim Jong Un'],
    ['नरेंद्र मोदी', 'narendra modi'],
    ['फ़रहान काज़मी', 'Farhan Kazmi'],
    ['अक्षय कुमार', 'Akshay Kumar'],
    ['विराट कोहली', 'Virat Kohli'],
  ])('%s is %s', (hindi, english) => {
    expect(isSameName(hindi, english)).toBe(true);
    expect(isSameName(english, hindi)).toBe(true);
    expect(soundKeyOf(hindi)).toBe(soundKeyOf(english));
  });

  test.each([
    ['राहुल गांधी', 'Rohit Gandhi'],
    ['सोनिया गांधी', 'Sanjay Gandhi'],
    ['अक्षय कुमार', 'Ashok Kumar'],
    ['राम कुमार', 'Rama Kumari'],
    ['अनिल शर्मा', 'Anil Verma'],
    ['उत्तर कोरिया', 'North Korea'],
    ['रूस', 'Rus'],
    ['Kim Jong Un', 'Kim Jong-un'],
  ])('%s is not taken for %s by its sound', (one, other) => expect(isSameName(one, other)).toBe(false));
});

describe('glosses', () => {
  test('a name is told from the words before it by its sound', () => {
    const text = 'उत्तर कोरिया के तानाशाह किम जोंग उन (Kim Jong Un) आज मंगलवार को रूस पहुंच गए हैं।';
    expect(glossesOf(text, noTag)).toEqual([{ name: 'किम जोंग उन', gloss: 'Kim Jong Un', evidence: 'SOUND' }]);
  });

  test('the other way round too', () => {
    expect(glossesOf('Captain Rohan Deshbandhu (रोहन देशबंधु) made 212.', noTag)).toEqual([
      { name: 'Rohan Deshbandhu', gloss: 'रोहन देशबंधु', evidence: 'SOUND' },
    ]);
  });

  test('initials stand for the words that they begin, without the particles', () => {
    expect(glossesOf('The Reserve Bank of India (RBI) said so.', noTag)).toEqual([
      { name: 'Reserve Bank of India', gloss: 'RBI', evidence: 'INITIALS' },
    ]);
  });

  test('what does not sound alike is a gloss only of a known tag', () => {
    const text = 'कल भाजपा (BJP) ने कहा';
    expect(glossesOf(text, noTag)).toEqual([]);
    expect(glossesOf(text, name => name === 'भाजपा')).toEqual([
      { name: 'भाजपा', gloss: 'BJP', evidence: 'KNOWN' },
    ]);
  });

  test('brackets that hold no name say nothing', () => {
    const text = 'वह (अब 45 वर्ष के) आए। He left (on Monday). पहले (see below) और (2019) में।';
    expect(glossesOf(text, () => true)).toEqual([]);
  });

  test('many open brackets cost no more than the text', () => {
    expect(glossesOf('('.repeat(100_000), noTag)).toEqual([]);
  });

  test('what proves little has to come again', () => {
    expect(isBelieved({ evidence: 'SOUND', articles: 1, sources: 1 })).toBe(true);
    expect(isBelieved({ evidence: 'INITIALS', articles: 1, sources: 1 })).toBe(false);
    expect(isBelieved({ evidence: 'KNOWN', articles: 5, sources: 1 })).toBe(false);
    expect(isBelieved({ evidence: 'KNOWN', articles: 3, sources: 2 })).toBe(true);
  });
});

describe('kinds', () => {
  test('a name may tell its kind', () => {
    expect(kindOfName('रूस')).toBe('PLACE');
    expect(kindOfName('Reserve Bank of India')).toBe('ORGANISATION');
    expect(kindOfName('Bay of Bengal')).toBe('PLACE');
    expect(kindOfName('Police')).toBe('TOPIC');
  });

  test('articles tell of a person by what he is and does', () => {
    expect(decideKind(['Rohan Deshbandhu'], { named: 5, person: 3, isGlossed: false })).toBe('PERSON');
    expect(decideKind(['Rohan Deshbandhu'], { named: 5, person: 1, isGlossed: false })).toBe('TOPIC');
    expect(decideKind(['Cricket'], { named: 5, person: 5, isGlossed: false })).toBe('TOPIC');
    expect(decideKind(['Supreme Court'], { named: 5, person: 5, isGlossed: false })).toBe('ORGANISATION');
  });

  test('places have one name each in both languages', () => {
    expect(placeOf('अमेरिका')).toBe(placeOf('USA'));
    expect(placeOf('केन्या')?.english).toBe('Kenya');
    expect(placeOf('Nowhere in particular')).toBeNull();
  });

  test('the script of a name goes before the language of its article', () => {
    expect(languageOfName('latest news', 'hi')).toBe('en');
    expect(languageOfName('समाचार', 'en')).toBe('hi');
    expect(languageOfName('मराठी', 'mr')).toBe('mr');
    expect(languageOfName('Berlin', 'de')).toBe('de');
  });
});

describe('names in texts', () => {
  const table = new NameTable<string>();
  table.set('Delhi', 'delhi');
  table.set('Delhi Police', 'police');
  table.set('किम जोंग उन', 'kim');
  table.set('Reading', 'reading');

  const found = (headline: string, body = ''): string[] => {
    const language = /[\u0900-\u097f]/u.test(headline) ? 'hi' : 'en';
    const words = analyseFields({ headline, dek: null, body, tags: [] }, language);
    return prominentTags({ words, headline, dek: null, body }, table);
  };

  test('the longest name is taken, in any script', () => {
    expect(found('Delhi Police begin new patrols')).toEqual(['police']);
    expect(found('रूस पहुंचे किम जोंग उन')).toEqual(['kim']);
  });

  test('once in the body is not what an article is about', () => {
    expect(found('Rain', 'It rained in Delhi.')).toEqual([]);
    expect(found('Rain', 'It rained in Delhi. Delhi was wet, and Delhi was glad.')).toEqual(['delhi']);
  });

  test('a name of one word counts where it is written as a name', () => {
    expect(found('Why reading helps')).toEqual([]);
    expect(found('Trains to Reading stop')).toEqual(['reading']);
  });

  test('a name that is taken out is not found any more', () => {
    const short = new NameTable<string>();
    short.set('New Delhi', 'a');
    short.delete('new delhi');
    const seen: string[] = [];
    short.visit(analyse('New Delhi', 'en'), id => seen.push(id));
    expect(seen).toEqual([]);
  });
});
