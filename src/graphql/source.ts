import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  failureReasons,
  feedKinds,
  type FailureReason,
  type FeedKind,
  type PollRhythm,
  type Source,
} from '../sources/source.ts';
import { enumOf } from './enums.ts';
import { globalId, NodeView } from './node.ts';
import { DateTime, LanguageTag, Url } from './scalars.ts';
import { SourceReaderView, toReaderView } from './source-reader.ts';

export const FeedKindEnum = enumOf(feedKinds);
export const FailureReasonEnum = enumOf(failureReasons);

registerEnumType(FeedKindEnum, {
  name: 'FeedKind',
  description: 'The format of a feed.',
  valuesConfig: {
    RSS: { description: 'RSS 0.9x or 2.0.' },
    ATOM: { description: 'Atom 0.3 or 1.0.' },
    RDF: { description: 'RSS 1.0.' },
    JSON_FEED: { description: 'JSON Feed 1.x.' },
    SITEMAP: { description: 'A sitemap or an index of sitemaps.' },
    API: { description: 'A JSON API, by a declared mapping.' },
    LISTING: { description: 'A page that lists articles.' },
  },
});

registerEnumType(FailureReasonEnum, {
  name: 'FailureReason',
  description: 'Why a source could not be read. The list may grow: treat an unknown value like INTERNAL.',
  valuesConfig: {
    TIMEOUT: { description: 'No whole answer in time.' },
    TOO_LARGE: { description: 'The answer is larger than is read.' },
    BLOCKED_ADDRESS: { description: 'The address lies in a network that is not public.' },
    BAD_URL: { description: 'The address is not one that can be fetched.' },
    DNS: { description: 'The host has no address.' },
    TLS: { description: 'The certificate or the encryption failed.' },
    CONNECTION: { description: 'The connection was refused or broke off.' },
    REDIRECT_LOOP: { description: 'Too many redirects.' },
    NOT_FOUND: { description: 'HTTP 404.' },
    GONE: { description: 'HTTP 410: the publisher has taken it away.' },
    FORBIDDEN: { description: 'HTTP 401 or 403.' },
    BOT_WALL: { description: 'A service in front of the publisher refuses programs.' },
    PAYWALL: { description: 'HTTP 402: only for subscribers.' },
    RATE_LIMITED: { description: 'HTTP 429: asked too often.' },
    SERVER_ERROR: { description: 'HTTP 5xx.' },
    HTTP_STATUS: { description: 'Another HTTP status that is no success.' },
    ROBOTS: { description: 'robots.txt forbids it.' },
    BAD_ENCODING: { description: 'The compressed body could not be unpacked.' },
    EMPTY_FEED: { description: 'The answer has no content.' },
    HTML_INSTEAD_OF_FEED: { description: 'A web page where a feed should be.' },
    UNKNOWN_FORMAT: { description: 'The answer is in no known feed format.' },
    MALFORMED_FEED: { description: 'A feed that is broken beyond repair.' },
    PARSE_TIMEOUT: { description: 'Reading the feed took too long or too much memory and was ended.' },
    INTERNAL: { description: 'A fault of our own.' },
  },
});

@ObjectType('SourceFailure', {
  simpleResolvers: true,
  description: 'What went wrong at the last failed poll.',
})
export class SourceFailureView {
  @Field(() => FailureReasonEnum, { description: 'The class of the failure.' })
  reason!: FailureReason;

  @Field(() => String, { description: 'One line for a person.' })
  detail!: string;

  @Field(() => Int, { nullable: true, description: 'HTTP status, where there was one.' })
  status!: number | null;

  @Field(() => DateTime, { description: 'When it went wrong.' })
  at!: Date;
}

@ObjectType('SourceHealth', {
  simpleResolvers: true,
  description: 'What the last polls tell about a source.',
})
export class SourceHealthView {
  @Field(() => DateTime, { nullable: true, description: 'The last poll, successful or not.' })
  lastAttemptAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'The last successful poll.' })
  lastSuccessAt!: Date | null;

  @Field(() => DateTime, { description: 'When the source is due again.' })
  nextFetchAt!: Date;

  @Field(() => Int, { description: 'Failed polls since the last success.' })
  consecutiveFailures!: number;

  @Field(() => SourceFailureView, {
    nullable: true,
    description: 'The last failure, also when a success came after it.',
  })
  lastFailure!: SourceFailureView | null;

  /** What SourceHealthResolver goes by. */
  rhythm?: PollRhythm | null;
}

@ObjectType('Source', {
  implements: NodeView,
  simpleResolvers: true,
  description: 'A publication that is read.',
})
export class SourceView extends NodeView {
  @Field(() => String, { description: 'Name for addresses, unique.' })
  slug!: string;

  @Field(() => String, { description: 'Name of the publication.' })
  title!: string;

  @Field(() => Url, { nullable: true, description: "The publication's site." })
  homepage!: string | null;

  @Field(() => Url, { description: "The feed's address." })
  feedUrl!: string;

  @Field(() => FeedKindEnum, {
    nullable: true,
    description: 'Format of the feed; null until it was first read.',
  })
  kind!: FeedKind | null;

  @Field(() => SourceReaderView, { description: 'How it is read, by the kind of source.' })
  reader!: ReturnType<typeof toReaderView>;

  @Field(() => Boolean, { description: 'Whether the article pages are read for their full text.' })
  fetchPages!: boolean;

  @Field(() => LanguageTag, { nullable: true, description: 'Language of the publication, where it has one.' })
  language!: string | null;

  @Field(() => String, { nullable: true, description: 'Country as ISO 3166-1 alpha-2.' })
  country!: string | null;

  @Field(() => [String], { description: 'What the operator has filed it under.' })
  categories!: string[];

  @Field(() => Float, { description: 'Editorial weight; 1 is neutral.' })
  weight!: number;

  @Field(() => DateTime, { description: 'When the source was added.' })
  createdAt!: Date;

  @Field(() => SourceHealthView, { description: 'Whether it can be read, and when it will be again.' })
  health!: SourceHealthView;

  rowId!: string;
}

export const toSourceView = (source: Source): SourceView => {
  const { id, url, reader, ...fields } = source;
  return Object.assign(new SourceView(), {
    ...fields,
    id: globalId('Source', id),
    rowId: id,
    feedUrl: url,
    reader: toReaderView(reader),
  });
};
