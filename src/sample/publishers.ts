import type { SampleLanguage } from './article.ts';

export type SampleFeedFormat = 'RSS' | 'ATOM' | 'RDF' | 'JSON_FEED' | 'BROKEN';
export type SamplePageStyle = 'CLASSIC' | 'STRUCTURED' | 'BARE';

/** A fictional newsroom and the habits that make its feed and pages unlike the others'. */
export interface SamplePublisher {
  slug: string;
  title: string;
  tagline: string;
  /** Null for the wire, which files in both languages. */
  language: SampleLanguage | null;
  country: string;
  categories: readonly string[];
  format: SampleFeedFormat;
  /** Last part of the feed's address. */
  feedName: string;
  pageStyle: SamplePageStyle;
  /** Whole article in the feed, or a teaser only. */
  fullText: boolean;
  /** Appended to every link of the feed. */
  tracking: string;
  /** Minutes east of UTC in which its dates are written. */
  utcOffset: number;
  slow: boolean;
}

const india = { country: 'IN', utcOffset: 330, slow: false } as const;

export const samplePublishers: readonly SamplePublisher[] = [
  {
    ...india,
    slug: 'dainik-ujaas',
    title: 'दैनिक उजास',
    tagline: 'देश-दुनिया की ख़बरें, सरल हिंदी में',
    language: 'hi',
    categories: ['देश', 'दुनिया'],
    format: 'RSS',
    feedName: 'rss.xml',
    pageStyle: 'CLASSIC',
    fullText: false,
    tracking: '?utm_source=rss&utm_medium=feed&utm_campaign=ujaas',
  },
  {
    ...india,
    slug: 'lok-sarita',
    title: 'लोक सरिता',
    tagline: 'जन की बात, जग की बात',
    language: 'hi',
    categories: ['देश', 'पर्यावरण'],
    format: 'ATOM',
    feedName: 'atom.xml',
    pageStyle: 'STRUCTURED',
    fullText: true,
    tracking: '',
  },
  {
    ...india,
    slug: 'samvad-setu',
    title: 'संवाद सेतु',
    tagline: 'शहर, समाज और कारोबार',
    language: 'hi',
    categories: ['शहर', 'कारोबार'],
    format: 'RDF',
    feedName: 'index.rdf',
    pageStyle: 'BARE',
    fullText: false,
    tracking: '?fbclid=sample-setu',
  },
  {
    ...india,
    slug: 'banyan-post',
    title: 'The Banyan Post',
    tagline: 'News with deep roots',
    language: 'en',
    categories: ['India', 'World'],
    format: 'RSS',
    feedName: 'feed',
    pageStyle: 'STRUCTURED',
    fullText: true,
    tracking: '?utm_source=rss&utm_medium=syndication',
  },
  {
    ...india,
    slug: 'monsoon-courier',
    title: 'The Monsoon Courier',
    tagline: 'From the coast to the hills',
    language: 'en',
    categories: ['India', 'Environment'],
    format: 'JSON_FEED',
    feedName: 'feed.json',
    pageStyle: 'CLASSIC',
    fullText: false,
    tracking: '?utm_source=jsonfeed',
  },
  {
    slug: 'meridian-review',
    title: 'Meridian Review',
    tagline: 'The world at midday',
    language: 'en',
    country: 'GB',
    categories: ['World', 'Science'],
    format: 'ATOM',
    feedName: 'feed.atom',
    pageStyle: 'STRUCTURED',
    fullText: false,
    tracking: '?at_medium=RSS&at_campaign=rss',
    utcOffset: 0,
    slow: false,
  },
  {
    ...india,
    slug: 'bhoomi-wire',
    title: 'Bhoomi News Agency',
    tagline: 'The wire in two languages · दो भाषाओं में समाचार',
    language: null,
    categories: ['Wire'],
    format: 'RSS',
    feedName: 'wire.rss',
    pageStyle: 'BARE',
    fullText: true,
    tracking: '',
  },
  {
    ...india,
    slug: 'pahadi-patra',
    title: 'पहाड़ी पत्र',
    tagline: 'पहाड़ की चिट्ठी',
    language: 'hi',
    categories: ['उत्तराखंड', 'लद्दाख'],
    format: 'RSS',
    feedName: 'feed.xml',
    pageStyle: 'CLASSIC',
    fullText: false,
    tracking: '',
    slow: true,
  },
  {
    ...india,
    slug: 'purvi-samay',
    title: 'पूर्वी समय',
    tagline: 'पूरब की आवाज़',
    language: 'hi',
    categories: ['देश'],
    format: 'BROKEN',
    feedName: 'rss.xml',
    pageStyle: 'BARE',
    fullText: false,
    tracking: '',
  },
];
