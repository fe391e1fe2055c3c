import type { SampleArticle, SampleSection } from './article.ts';

/** What changes between the first and the second edition of a publisher. */
export type SampleEdit = { publisher: string } & (
  | { kind: 'HEADLINE'; key: string; headline: string; minutesAgo: number }
  | { kind: 'SECTION'; key: string; section: SampleSection; minutesAgo: number }
  | { kind: 'NEW_ARTICLE'; article: SampleArticle }
);

/** One headline corrected, one section added, one article new. */
export const sampleEdits: readonly SampleEdit[] = [
  {
    publisher: 'banyan-post',
    kind: 'HEADLINE',
    key: 'indore-electric-night-buses-eight-routes',
    headline: 'Indore starts electric night buses on six routes',
    minutesAgo: 4,
  },
  {
    publisher: 'lok-sarita',
    kind: 'SECTION',
    key: 'chakravat-tarang-odisha-tat-par-taiyari',
    section: [
      'राहत शिविरों में पहुँचे लोग',
      'शाम तक पुरी और जगतसिंहपुर के 214 राहत शिविरों में क़रीब 38 हज़ार लोग पहुँच चुके थे।',
      'प्रशासन के अनुसार शिविरों में पीने का पानी, दूध और दवाइयाँ रखी गई हैं।',
    ],
    minutesAgo: 3,
  },
  {
    publisher: 'monsoon-courier',
    kind: 'NEW_ARTICLE',
    article: {
      key: 'cyclone-tarang-weakens-after-landfall',
      language: 'en',
      minutesAgo: 2,
      headline: 'Cyclone Tarang weakens after crossing the coast near Puri',
      dek: 'The storm has become a depression over inland Odisha, the weather office said.',
      authors: ['Ishaan Barve'],
      categories: ['India', 'Weather', 'Cyclone Tarang', 'Odisha', 'breaking news'],
      image: {
        caption: 'Calmer water at the Puri beach after the storm moved inland.',
        credit: 'Monsoon Courier',
      },
      sections: [
        [
          null,
          'Cyclone Tarang crossed the Odisha coast near Puri and lost strength over land, the India Meteorological Department said in its latest bulletin.',
          'Wind speeds fell below 60 kilometres an hour within hours of landfall.',
        ],
        [
          'Power and roads',
          'Crews cleared fallen trees from the road between Puri and Konark.',
          'Officials said electricity would return to most villages by the morning.',
        ],
      ],
    },
  },
];
