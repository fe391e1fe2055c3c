/** Which articles of the first edition tell of one event, by key; an article named nowhere stands alone. */
const stories = {
  'kim-in-russia': [
    'kim-jong-un-niji-train-se-roos',
    'kim-jong-un-reaches-russia-by-private-train',
    'khasan-station-par-utre-kim-jong-un',
    'kim-crosses-into-russia-for-putin-talks',
  ],
  'putin-in-pyongyang': ['putin-and-kim-sign-treaty-in-pyongyang', 'pyongyang-mein-putin-ka-swagat'],
  'samudra-pankh': [
    'samudra-pankh-ne-poora-kiya-safar',
    'samudra-pankh-glider-ka-pareekshan-safal',
    'niot-glider-crosses-bay-of-bengal',
    'samudra-pankh-ne-paar-ki-bangal-ki-khadi',
  ],
  'indore-night-bus': [
    'indore-mein-raat-ki-electric-bus',
    'indore-electric-night-buses-eight-routes',
    'indore-raat-bus-seva-shuru',
  ],
  'nanda-kot': [
    'kavya-thapliyal-nanda-kot-shikhar',
    'kavya-thapliyal-climbs-nanda-kot-in-winter',
    'nanda-kot-par-sardiyon-mein-chadhai',
  ],
  'ranji-final': [
    'ranji-final-rohan-deshbandhu-dohra-shatak',
    'deshbandhu-double-century-ranji-final',
    'vidarbha-in-command-after-captains-double-hundred',
    'deshbandhu-212-puts-vidarbha-on-top',
  ],
  'farhan-grandmaster': ['farhan-kazmi-bane-grandmaster', 'farhan-kazmi-becomes-grandmaster-at-15'],
  'ladakh-lakes': [
    'ladakh-himjheel-chetavani-pranali',
    'ladakh-glacial-lake-warning-network',
    'leh-himnad-jheel-par-sensor',
    'ladakh-glacial-lakes-get-alarms',
    'glacial-lake-alarms-ladakh-villages',
  ],
  'ranchi-hockey': [
    'ranchi-hockey-final-sushila-barla',
    'barla-brace-gives-india-trophy-in-ranchi',
    'mahila-hockey-khitab-bharat',
  ],
  'rural-payments': [
    'gramin-digital-bhugtan-report',
    'panel-wants-offline-payments-for-villages',
    'gramin-bhugtan-samiti-ne-report-saunpi',
    'gramin-bhugtan-samiti-ki-sifarishen',
  ],
  'cyclone-tarang': [
    'chakravat-tarang-puri-tat-ki-or',
    'chakravat-tarang-odisha-tat-par-taiyari',
    'cyclone-tarang-nears-odisha-coast',
    'cyclone-tarang-odisha-evacuates-villages',
    'odisha-clears-coast-as-cyclone-approaches',
  ],
  'green-shipping': ['nordic-india-green-shipping-accord', 'bharat-nordic-harit-jahazrani'],
  'goa-turtles': ['olive-ridley-hatchlings-galgibaga-goa', 'goa-ke-tat-par-kachhue-ke-bachche'],
} as const satisfies Record<string, readonly string[]>;

export interface SampleTrap {
  /** What the two articles have in common. */
  shared: string;
  /** Keys of two articles about different events. */
  pair: readonly [string, string];
}

/** Same person or place, another event: these must not be joined. */
const traps: readonly SampleTrap[] = [
  { shared: 'Kim and Putin', pair: ['kim-jong-un-niji-train-se-roos', 'pyongyang-mein-putin-ka-swagat'] },
  {
    shared: 'Kim and Putin',
    pair: ['kim-crosses-into-russia-for-putin-talks', 'putin-and-kim-sign-treaty-in-pyongyang'],
  },
  {
    shared: 'Nandita Raghavan',
    pair: ['niot-glider-crosses-bay-of-bengal', 'raghavan-to-head-chennai-marsh-panel'],
  },
  { shared: 'Devendra Solanki', pair: ['indore-raat-bus-seva-shuru', 'indore-geele-kachre-se-gas'] },
  {
    shared: 'Kavya Thapliyal',
    pair: ['kavya-thapliyal-nanda-kot-shikhar', 'munsiyari-mein-parvatarohan-vidyalaya'],
  },
  {
    shared: 'Rohan Deshbandhu',
    pair: ['deshbandhu-212-puts-vidarbha-on-top', 'rohan-deshbandhu-to-miss-six-weeks'],
  },
  {
    shared: 'Farhan Kazmi',
    pair: ['farhan-kazmi-bane-grandmaster', 'farhan-kazmi-ne-pachas-bachchon-se-khela'],
  },
  { shared: 'Tenzin Wangmo', pair: ['leh-himnad-jheel-par-sensor', 'leh-marathon-mein-tenzin-wangmo'] },
  {
    shared: 'Sushila Barla',
    pair: ['ranchi-hockey-final-sushila-barla', 'simdega-mein-sushila-barla-astroturf'],
  },
  {
    shared: 'Anirban Sengupta',
    pair: ['panel-wants-offline-payments-for-villages', 'anirban-sengupta-book-on-village-markets'],
  },
  {
    shared: 'Maya Lindqvist',
    pair: ['nordic-india-green-shipping-accord', 'lindqvist-in-nairobi-for-tea-talks'],
  },
  { shared: 'Puri', pair: ['cyclone-tarang-nears-odisha-coast', 'puri-sand-art-festival-opens'] },
];

/** The wire's article first, its reprint with small changes second. */
const nearDuplicates: readonly (readonly [original: string, reprint: string])[] = [
  ['samudra-pankh-ne-paar-ki-bangal-ki-khadi', 'samudra-pankh-ne-poora-kiya-safar'],
  ['deshbandhu-double-century-ranji-final', 'vidarbha-in-command-after-captains-double-hundred'],
  ['ladakh-glacial-lakes-get-alarms', 'glacial-lake-alarms-ladakh-villages'],
  ['gramin-bhugtan-samiti-ne-report-saunpi', 'gramin-bhugtan-samiti-ki-sifarishen'],
  ['cyclone-tarang-odisha-evacuates-villages', 'odisha-clears-coast-as-cyclone-approaches'],
];

/** One person each; a Hindi article writes both names as "Hindi (English)". */
const persons = [
  { hi: 'किम जोंग उन', en: 'Kim Jong Un' },
  { hi: 'व्लादिमीर पुतिन', en: 'Vladimir Putin' },
  { hi: 'नंदिता राघवन', en: 'Nandita Raghavan' },
  { hi: 'देवेंद्र सोलंकी', en: 'Devendra Solanki' },
  { hi: 'काव्या थपलियाल', en: 'Kavya Thapliyal' },
  { hi: 'रोहन देशबंधु', en: 'Rohan Deshbandhu' },
  { hi: 'फ़रहान काज़मी', en: 'Farhan Kazmi' },
  { hi: 'तेनज़िन वांगमो', en: 'Tenzin Wangmo' },
  { hi: 'सुशीला बरला', en: 'Sushila Barla' },
  { hi: 'अनिर्बान सेनगुप्ता', en: 'Anirban Sengupta' },
  { hi: 'माया लिंडक्विस्ट', en: 'Maya Lindqvist' },
  { hi: 'लूसिया फर्नांडिस', en: 'Lucia Fernandes' },
] as const;

export interface SampleTruth {
  stories: Readonly<Record<string, readonly string[]>>;
  traps: readonly SampleTrap[];
  nearDuplicates: readonly (readonly [original: string, reprint: string])[];
  persons: readonly { hi: string; en: string }[];
  /** Categories that name no subject. */
  junkTags: readonly string[];
  /** The article of the second edition that joins a story of the first. */
  newArticle: { key: string; story: string };
}

/** What a reader of all articles would say about them: for tests and evaluation, never read by the product. */
export const sampleTruth: SampleTruth = {
  stories,
  traps,
  nearDuplicates,
  persons,
  junkTags: ['hindi news', 'latest news', 'breaking news'],
  newArticle: { key: 'cyclone-tarang-weakens-after-landfall', story: 'cyclone-tarang' },
};
