/* Made-up words in two scripts under the most frequent real ones, the frequent ones shorter as in every language. */
import { createRandom, below, pick, type Random } from './random.ts';

/** The most frequent words of news text, function words first: the stop words of the generated articles. */
const frequent = {
  en: 'the of to and in a is that for on with as by was are from at it this be has have will said not an after who were been government minister market election court police company climate cricket film budget health science water city peace trade report school price bank power train road leader state district village university research satellite',
  hi: 'के में की है और से का को पर ने कि यह एक हैं था भी कर तो ही जो नहीं इस लिए गया बाद साथ कहा रहा वह अपने सरकार मंत्री बाजार चुनाव अदालत पुलिस कंपनी मौसम क्रिकेट फिल्म बजट स्वास्थ्य विज्ञान पानी शहर शांति व्यापार समाचार विद्यालय दाम बिजली रेल सड़क नेता राज्य जिला गांव विश्वविद्यालय शोध उपग्रह',
} as const;

export type Script = keyof typeof frequent;

/** Words at the beginning of each list that say nothing about a subject. */
export const functionWordCount = 30;

const onsets = 'b c d f g h j k l m n p r s t v w y st tr ch sh pl gr br cl kr sp dr'.split(' ');
const vowels = 'a e i o u ai ea ou io ee oo'.split(' ');
const codas = ['', '', '', 'n', 'r', 's', 't', 'l', 'm', 'nd', 'st', 'ck', 'ng'];
const consonants = Array.from('कखगघचछजझटठडढतथदधनपफबभमयरलवशसह');
const matras = ['', '', 'ा', 'ि', 'ी', 'ु', 'ू', 'े', 'ै', 'ो', 'ौ'];
const endings = ['', '', '', '', 'ं', 'न', 'र', 'क'];

const syllable: Record<Script, (random: Random) => string> = {
  en: random => pick(random, onsets) + pick(random, vowels) + pick(random, codas),
  hi: random => pick(random, consonants) + pick(random, matras) + pick(random, endings),
};

/** Words of one script by rank; the same size and seed always give the same list. */
export const createWords = (script: Script, size: number, seed = 1): string[] => {
  const random = createRandom(seed * 31 + script.charCodeAt(0));
  const words = new Set(frequent[script].split(' ').slice(0, size));
  while (words.size < size) {
    const most = 2 + Math.floor(Math.log10(words.size));
    const count = 2 + below(random, most);
    words.add(Array.from({ length: count }, () => syllable[script](random)).join(''));
  }
  return [...words];
};
