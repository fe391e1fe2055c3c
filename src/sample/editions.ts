import { editionOf } from './catalogue.ts';
import type { Clock } from '../core/clock.ts';
import type { PrintedArticle } from './article.ts';
import type { EditionArticle, SampleEdition } from './catalogue.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Which edition of a publisher is out. The rule: the first GET of a feed that carries no validator gets the first
 * edition, every other GET the second; article and home pages follow what the feed served last. A client that shows
 * a validator has been here before, so a restart of the server never takes an edit back.
 */
export interface EditionDesk {
  /** The edition that a GET of this publisher's feed gets now; counts the GET. */
  poll(publisherSlug: string, hasValidator: boolean): SampleEdition;
  /** The edition that the pages show. */
  current(publisherSlug: string): SampleEdition;
  /** Puts the second edition of every publisher out at once. */
  advance(): void;
  /** The instant from which the ages of the articles count back. */
  epoch(): Date;
}

/** The full hour before `date`: two starts within an hour give the same dates, and so the same ETags. */
const fullHour = (date: Date): number => Math.floor(date.getTime() / hourMs) * hourMs;

export const openDesk = (clock: Clock): EditionDesk => {
  const openedAt = fullHour(clock.now());
  const served = new Map<string, SampleEdition>();
  let isAdvanced = false;
  return {
    poll: (slug, hasValidator) => {
      const edition = isAdvanced || hasValidator || served.has(slug) ? 2 : 1;
      served.set(slug, edition);
      return edition;
    },
    current: slug => (isAdvanced ? 2 : (served.get(slug) ?? 1)),
    advance: () => {
      isAdvanced = true;
    },
    // Day by day the dates move on, so that a demonstration left running does not grow old.
    epoch: () => {
      const daysOpen = Math.max(0, Math.floor((clock.now().getTime() - openedAt) / dayMs));
      return new Date(openedAt + daysOpen * dayMs);
    },
  };
};

export const articlePath = (publisherSlug: string, key: string): string => `/${publisherSlug}/story/${key}`;

export const imagePath = (key: string): string => `/media/${key}.svg`;

interface Press {
  origin: string;
  publisherSlug: string;
  epoch: Date;
}

const print = ({ article, editedMinutesAgo }: EditionArticle, press: Press): PrintedArticle => {
  const before = (minutes: number): Date => new Date(press.epoch.getTime() - minutes * minuteMs);
  return {
    ...article,
    url: `${press.origin}${articlePath(press.publisherSlug, article.key)}`,
    imageUrl: article.image === null ? null : `${press.origin}${imagePath(article.key)}`,
    publishedAt: before(article.minutesAgo),
    modifiedAt: before(editedMinutesAgo ?? article.minutesAgo),
  };
};

/** The articles of an edition with their addresses and dates, newest first. */
export const printEdition = (press: Press, edition: SampleEdition): readonly PrintedArticle[] =>
  editionOf(press.publisherSlug, edition).map(entry => print(entry, press));
