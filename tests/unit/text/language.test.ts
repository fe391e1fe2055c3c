import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../../src/text/language.ts';
import { scriptOf } from '../../../src/text/script.ts';

describe('detectLanguage', () => {
  test.each([
    ['प्रधानमंत्री नरेंद्र मोदी दिल्ली पहुंचे', 'hi'],
    ['पंतप्रधान दिल्लीत पोहोचले आहेत', 'mr'],
    ['प्रधानमन्त्री काठमाडौं आइपुगेका छन् र भेट गरेको छ', 'ne'],
    ['The prime minister arrived in Delhi on Sunday', 'en'],
    ['Le président est arrivé à Paris hier soir', 'fr'],
    ['El presidente llegó a Madrid', 'es'],
    ['Путин прибыл в Москву сегодня утром', 'ru'],
    ['প্রধানমন্ত্রী ঢাকায়', 'bn'],
    ['東京で訪問しました', 'ja'],
    ['访问北京', 'zh'],
  ])('%s is %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  test.each(['', '123', 'Kim Jong Un', '…'])('%j is too little to tell', text => {
    expect(detectLanguage(text)).toBe('und');
  });

  test('a Hindi text with English names is Hindi', () => {
    expect(detectLanguage('किम जोंग उन (Kim Jong Un) ट्रेन से रूस पहुंचे, RT ने बताया')).toBe('hi');
  });
});

test('scriptOf looks at the first letter', () => {
  expect(['क', 'a', 'Я', '1', 'ب', '京'].map(scriptOf)).toEqual([
    'Deva',
    'Latn',
    'Cyrl',
    'Zyyy',
    'Arab',
    'Hani',
  ]);
});
