/** A publisher of twelve pages whose furniture stands among the paragraphs, under names and in words that no list has. */

interface Edition {
  furniture: readonly string[];
  teasers: readonly string[];
  label: string;
  /** The body's sentences; `{n}` is another number on each page. */
  sentences: readonly string[];
  headline: (page: number) => string;
}

const english: Edition = {
  label: 'Hand-picked by our night desk',
  furniture: [
    'Our reporters drink a great deal of tea. If this helped you, put a coin in the kettle.',
    'Meera Kale has written about rivers, ferries and the people who wait for them since 1998, first for the harbour gazette and then for this newspaper, and lives near the old lighthouse with two dogs and a rowing boat.',
    'The Lantern comes out on paper each Sunday at dawn.',
  ],
  teasers: [
    'How the ferry lost its bell',
    'Nine gardens that forgot the rain',
    'A clock that only runs at noon',
  ],
  headline: page => `District ${page} opens its new river crossing`,
  sentences: [
    'Engineers in district {n} opened the crossing on Monday after a test that lasted eleven hours.',
    'The council of district {n} had set aside the money in the spring, and the work took two seasons.',
    'Farmers from village {n} said that the way to the market is now shorter by an hour.',
  ],
};

const hindi: Edition = {
  label: 'रात की मेज़ से चुनिंदा',
  furniture: [
    'हमारे संवाददाता बहुत चाय पीते हैं। यह लेख काम आया हो तो केतली में एक सिक्का डालिए।',
    'मीरा काले वर्ष 1998 से नदियों, नावों और उनकी राह देखने वालों पर लिखती आई हैं, पहले बंदरगाह के अख़बार में और फिर हमारे यहाँ, और पुराने प्रकाशस्तंभ के पास दो कुत्तों और एक नाव के साथ रहती हैं, जहाँ से वे हर सुबह पानी का रंग दर्ज करती हैं।',
    'लालटेन हर रविवार भोर में काग़ज़ पर निकलता है।',
  ],
  teasers: ['नाव की घंटी कैसे खो गई', 'नौ बाग़ जो बारिश भूल गए', 'घड़ी जो सिर्फ़ दोपहर में चलती है'],
  headline: page => `ज़िला ${page} में नदी पर नया पुल खुला`,
  sentences: [
    'ज़िला {n} के अभियंताओं ने ग्यारह घंटे चले परीक्षण के बाद सोमवार को पुल खोल दिया।',
    'ज़िला {n} की परिषद ने वसंत में ही धन अलग रख दिया था और काम दो मौसम चला।',
    'गाँव {n} के किसानों ने कहा कि बाज़ार का रास्ता अब एक घंटा छोटा है।',
  ],
};

const words = [
  'Amra',
  'Belu',
  'Chand',
  'Dhara',
  'Eka',
  'Falgu',
  'Gomti',
  'Hasti',
  'Indra',
  'Jala',
  'Kosi',
  'Luni',
] as const;

export const editions = { en: english, hi: hindi } as const;
export type EditionName = keyof typeof editions;
export const pageCount = 12;

const paragraphsOf = (edition: Edition, page: number): string[] =>
  edition.sentences.map(
    sentence =>
      `${sentence.replace('{n}', words[page] ?? '')} ${edition.sentences.map(other => other.replace('{n}', `${words[page] ?? ''}-${words[(page + 5) % 12] ?? ''}`)).join(' ')}`,
  );

/** What a reader should see of a page, in order. */
export const storyOf = (name: EditionName, page: number): string[] => paragraphsOf(editions[name], page);

export const pageOf = (name: EditionName, page: number): string => {
  const edition = editions[name];
  const [first = '', second = '', third = ''] = paragraphsOf(edition, page);
  const [plea = '', life = '', imprint = ''] = edition.furniture;
  const teaser = edition.teasers[page % 3] ?? '';
  return `<!doctype html><html lang="${name}"><head><meta charset="utf-8"><title>${edition.headline(page)}</title></head>
<body><div class="q1"><h1>${edition.headline(page)}</h1><div class="q2"><p>${first}</p><p>${plea}</p><p>${second}</p>
<p>${edition.label}</p><p><a href="/t${page % 3}">${teaser}</a></p><p>${third}</p><p>${life}</p><p>${imprint}</p></div></div></body></html>`;
};

export const feedOf = (name: EditionName, pages: readonly number[], origin: string): string => {
  const items = pages.map(
    page =>
      `<item><title>${editions[name].headline(page)}</title><link>${origin}/${name}/${page}</link></item>`,
  );
  return `<rss version="2.0"><channel><title>${name}</title>${items.join('')}</channel></rss>`;
};
