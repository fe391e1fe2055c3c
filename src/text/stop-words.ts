/*
 * Words that carry grammar and no topic. Hindi: postpositions, pronouns, auxiliaries, conjunctions and particles;
 * English: the same closed classes. Written down as a reader spells them, compared in normal form.
 */
import { normaliseWord } from './normalise.ts';

const hindi = `
  का के की को से में ने पर तक भी ही तो और या व एवं तथा कि जो जिस जिसे जिसका जिसकी जिसके जिसने जिसमें जिससे जिन जिन्हें जिन्होंने
  जिनका जिनकी जिनके जिनमें यह ये इस इसे इसका इसकी इसके इसने इसमें इससे इसी इन इन्हें इनका इनकी इनके इनमें इनसे इन्होंने वह वे
  उस उसे उसका उसकी उसके उसने उसमें उससे उसी उन्हें उनका उनकी उनके उनमें उनसे उन्होंने मैं मैंने मुझे मुझ मेरा मेरी मेरे हम हमें हमने
  हमारा हमारी हमारे तू तुम तुम्हें तुम्हारा तुम्हारी तुम्हारे आप आपको आपने आपका आपकी आपके अपना अपनी अपने
  है हैं हूं हूँ हो था थे थी थीं होना होता होते होती होने होगा होगी होंगे हुआ हुई हुए रहा रही रहे गया गई गए जाता जाती जाते
  जाए कर करके करना करता करती करते करने किया किए दिया दी दिए लिया ली लिए चाहिए सकता सकती सकते
  वाला वाली वाले क्या कैसे कब कौन किस किसे किसका किसकी किसके किसने किसी कोई कुछ
  जब तब अब जैसे ऐसा ऐसी ऐसे यदि अगर लेकिन क्योंकि न नहीं ना
`;

const english = `
  a an the and or but nor so if then than that this these those there to in on at by for from with of as
  is am are was were be been being do does did has have had having will would shall should can could may might must not
  i me my we us our you your he him his she her hers it its they them their who whom whose which what when where why how
`;

const setOf = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/).map(normaliseWord));

const byLanguage: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['hi', setOf(hindi)],
  ['en', setOf(english)],
]);

const either = [...byLanguage.values()];

/** Whether a word in normal form is a stop word of the language, or of any known one where it is `und`. */
export const isStopWord = (normal: string, language: string): boolean => {
  if (language === 'und') return either.some(set => set.has(normal));
  // English words stand in Hindi texts with their grammar, and the scripts cannot be mistaken for each other.
  if (language === 'hi') return either.some(set => set.has(normal));
  return byLanguage.get(language)?.has(normal) ?? false;
};
