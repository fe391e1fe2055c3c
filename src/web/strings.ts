/** The reader's own words, in the two languages that it speaks. */
export const uiLanguages = ['en', 'hi'] as const;
export type UiLanguage = (typeof uiLanguages)[number];

export interface UiStrings {
  tagline: string;
  skip: string;
  languages: string;
  allLanguages: string;
  topics: string;
  search: string;
  searchFor: string;
  searchHint: string;
  latest: string;
  older: string;
  newest: string;
  nothingYet: string;
  nothingFound: (query: string) => string;
  resultsFor: (query: string) => string;
  hits: (count: number) => string;
  relaxed: string;
  by: string;
  photo: string;
  minutes: (count: number) => string;
  tags: string;
  share: string;
  shareBy: (channel: string) => string;
  mail: string;
  related: string;
  readOriginal: (source: string) => string;
  reprintOf: string;
  reprints: string;
  edits: string;
  changedFields: Readonly<Record<string, string>>;
  attribution: (source: string) => string;
  sources: string;
  homepage: string;
  lastRead: string;
  troubled: string;
  notFound: string;
  notFoundText: string;
  failed: string;
  failedText: string;
  unavailable: string;
  badRequest: string;
  toFront: string;
  forDevelopers: string;
}

const english: UiStrings = {
  tagline: 'The news in Hindi and English, from many newsrooms',
  skip: 'Skip to content',
  languages: 'Language',
  allLanguages: 'All',
  topics: 'Topics',
  search: 'Search',
  searchFor: 'Search the news',
  searchHint: 'In Hindi, in English, or Hindi in Latin letters',
  latest: 'Latest News',
  older: 'Older stories',
  newest: 'Back to the newest',
  nothingYet: 'No stories yet. They appear here as soon as the sources have been read.',
  nothingFound: query => `Nothing found for “${query}”. Try fewer words, or other ones.`,
  resultsFor: query => `Results for “${query}”`,
  hits: count => (count === 1 ? '1 story' : `${count.toLocaleString('en-IN')} stories`),
  relaxed: 'Few stories hold all of these words; some of these hold only a part of them.',
  by: 'By',
  photo: 'Photo',
  minutes: count => `${count} min read`,
  tags: 'Tags',
  share: 'Share this story',
  shareBy: channel => `Share by ${channel}`,
  mail: 'Mail',
  related: 'Related',
  readOriginal: source => `Read the original at ${source}`,
  attribution: source => `Published by ${source}.`,
  reprintOf: 'First printed by',
  reprints: 'Also printed by',
  edits: 'Edits',
  changedFields: {
    HEADLINE: 'Headline',
    DEK: 'Standfirst',
    BODY: 'Text',
    AUTHORS: 'Authors',
    IMAGES: 'Pictures',
    TAGS: 'Tags',
    PUBLISHED_AT: 'Time of publication',
    PAYWALLED: 'Paywall',
  },
  sources: 'Sources',
  homepage: 'Website',
  lastRead: 'Last read',
  troubled: 'The last attempts to read this source failed.',
  notFound: 'Not found',
  notFoundText: 'There is no such page, or the story is no longer kept.',
  failed: 'Something went wrong',
  failedText: 'The page could not be made just now. Please try again in a moment.',
  unavailable: 'Not available just now',
  badRequest: 'That did not work',
  toFront: 'To the front page',
  forDevelopers: 'GraphQL playground',
};

const hindi: UiStrings = {
  tagline: 'हिन्दी और अंग्रेज़ी की ख़बरें, कई समाचार संस्थानों से',
  skip: 'सीधे सामग्री पर जाएँ',
  languages: 'भाषा',
  allLanguages: 'सभी',
  topics: 'विषय',
  search: 'खोजें',
  searchFor: 'ख़बरें खोजें',
  searchHint: 'हिन्दी में, अंग्रेज़ी में, या रोमन लिपि में हिन्दी',
  latest: 'ताज़ा ख़बरें',
  older: 'पुरानी ख़बरें',
  newest: 'सबसे नई ख़बरों पर लौटें',
  nothingYet: 'अभी कोई ख़बर नहीं है। स्रोत पढ़े जाते ही ख़बरें यहाँ दिखेंगी।',
  nothingFound: query => `“${query}” के लिए कुछ नहीं मिला। कम या दूसरे शब्दों से खोजें।`,
  resultsFor: query => `“${query}” के परिणाम`,
  hits: count => `${count.toLocaleString('hi-IN')} ख़बरें`,
  relaxed: 'ये सभी शब्द कम ही ख़बरों में हैं; इनमें से कुछ में उनका एक हिस्सा ही है।',
  by: 'लेखक',
  photo: 'तस्वीर',
  minutes: count => `${count} मिनट में पढ़ें`,
  tags: 'टैग',
  share: 'यह ख़बर साझा करें',
  shareBy: channel => `${channel} से साझा करें`,
  mail: 'ईमेल',
  related: 'संबंधित ख़बरें',
  readOriginal: source => `मूल ख़बर ${source} पर पढ़ें`,
  attribution: source => `प्रकाशक: ${source}।`,
  reprintOf: 'पहले यहाँ छपी',
  reprints: 'यहाँ भी छपी',
  edits: 'संशोधन',
  changedFields: {
    HEADLINE: 'शीर्षक',
    DEK: 'उपशीर्षक',
    BODY: 'पाठ',
    AUTHORS: 'लेखक',
    IMAGES: 'तस्वीरें',
    TAGS: 'टैग',
    PUBLISHED_AT: 'प्रकाशन का समय',
    PAYWALLED: 'सशुल्क',
  },
  sources: 'स्रोत',
  homepage: 'वेबसाइट',
  lastRead: 'पिछली बार पढ़ा गया',
  troubled: 'इस स्रोत को पढ़ने की पिछली कोशिशें नाकाम रहीं।',
  notFound: 'पन्ना नहीं मिला',
  notFoundText: 'ऐसा कोई पन्ना नहीं है, या ख़बर अब उपलब्ध नहीं है।',
  failed: 'कुछ गड़बड़ हुई',
  failedText: 'पन्ना अभी नहीं बन सका। थोड़ी देर बाद फिर कोशिश करें।',
  unavailable: 'अभी उपलब्ध नहीं',
  badRequest: 'यह नहीं हो सका',
  toFront: 'मुखपृष्ठ पर जाएँ',
  forDevelopers: 'GraphQL प्लेग्राउंड',
};

export const uiStrings: Readonly<Record<UiLanguage, UiStrings>> = { en: english, hi: hindi };
