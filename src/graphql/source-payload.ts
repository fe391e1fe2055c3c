import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { isForComments, type SourceCandidate } from '../sources/discovery.ts';
import type { FeedKind, Source } from '../sources/source.ts';
import { enumOf } from './enums.ts';
import { DateTime, Url } from './scalars.ts';
import { FeedKindEnum, SourceView, toSourceView } from './source.ts';

const userErrorCodes = [
  'INVALID_URL',
  'INVALID_TITLE',
  'INVALID_COUNTRY',
  'INVALID_CATEGORY',
  'INVALID_WEIGHT',
  'INVALID_READER',
  'AMBIGUOUS_FEED',
  'NO_FEED_FOUND',
  'UNREACHABLE',
  'INVALID_REASON',
  'ALREADY_EXISTS',
  'NOT_FOUND',
] as const;
const UserErrorCodeEnum = enumOf(userErrorCodes);

registerEnumType(UserErrorCodeEnum, {
  name: 'UserErrorCode',
  description: 'What is wrong with the input of a mutation.',
  valuesConfig: {
    INVALID_URL: { description: 'Not an absolute http or https address, or one that is never fetched.' },
    INVALID_TITLE: { description: 'Empty or longer than 200 characters.' },
    INVALID_COUNTRY: { description: 'Not two letters of ISO 3166-1.' },
    INVALID_CATEGORY: { description: 'Too many categories, or one that is empty or too long.' },
    INVALID_WEIGHT: { description: 'Not a number from 0 to 100.' },
    INVALID_READER: { description: 'The reader cannot work: a wrong path, selector or variable.' },
    AMBIGUOUS_FEED: {
      description: 'The site offers several sources; they are in candidates, to choose from.',
    },
    NO_FEED_FOUND: { description: 'The address is no feed, and its site offers none.' },
    UNREACHABLE: { description: 'The address could not be read.' },
    INVALID_REASON: { description: 'Empty or longer than 500 characters.' },
    ALREADY_EXISTS: { description: 'There is one with this address; it is in the answer.' },
    NOT_FOUND: { description: 'Nothing has this id.' },
  },
});

@ObjectType('UserError', { simpleResolvers: true, description: 'What the caller can put right.' })
export class UserErrorView {
  @Field(() => UserErrorCodeEnum, { description: 'The class of the mistake.' })
  code!: (typeof userErrorCodes)[number];

  @Field(() => String, { description: 'One line for a person.' })
  message!: string;

  @Field(() => [String], { description: 'The path of the input field; empty where no field is to blame.' })
  field!: string[];
}

@ObjectType('SourceCandidate', {
  simpleResolvers: true,
  description: 'A source that a site offers, and that could be read just now.',
})
export class SourceCandidateView {
  @Field(() => Url, { description: 'Its address, to be given to addSource.' })
  url!: string;

  @Field(() => FeedKindEnum, { description: 'Its format; SITEMAP needs a reader of that kind.' })
  kind!: FeedKind;

  @Field(() => String, { nullable: true, description: 'What it calls itself.' })
  title!: string | null;

  @Field(() => Url, { nullable: true, description: 'The site that it names as its own.' })
  homepage!: string | null;

  @Field(() => String, { nullable: true, description: 'The language that it claims, as BCP 47.' })
  language!: string | null;

  @Field(() => Int, { description: 'Entries in it now; of a sitemap index, the sitemaps that it lists.' })
  itemCount!: number;

  @Field(() => DateTime, { nullable: true, description: 'The newest time of publication in it.' })
  newestAt!: Date | null;

  @Field(() => Boolean, { description: "Whether it seems to hold readers' comments instead of articles." })
  isForComments!: boolean;
}

@ObjectType('SourcePayload', { simpleResolvers: true, description: 'What became of a source.' })
export class SourcePayload {
  @Field(() => SourceView, {
    nullable: true,
    description: 'The source; null where there is none (any more).',
  })
  source!: SourceView | null;

  @Field(() => [SourceCandidateView], {
    description: 'What the site offers, where the caller has to choose; empty otherwise.',
  })
  candidates!: SourceCandidateView[];

  @Field(() => [UserErrorView], { description: 'Empty when all went well.' })
  userErrors!: UserErrorView[];
}

@ObjectType('DiscoverFeedsPayload', { simpleResolvers: true, description: 'The sources that a site offers.' })
export class DiscoverFeedsPayload {
  @Field(() => [SourceCandidateView], { description: 'Feeds in the order of the site, then sitemaps.' })
  candidates!: SourceCandidateView[];

  @Field(() => [UserErrorView], { description: 'Empty when all went well.' })
  userErrors!: UserErrorView[];
}

export const toCandidateView = (candidate: SourceCandidate): SourceCandidateView => ({
  ...candidate,
  isForComments: isForComments(candidate),
});

export const done = (source: Source | null, userErrors: UserErrorView[] = []): SourcePayload => ({
  source: source && toSourceView(source),
  candidates: [],
  userErrors,
});

export const refused = (code: UserErrorView['code'], message: string, field: string[]): SourcePayload =>
  done(null, [{ code, message, field }]);

export const notFound = refused('NOT_FOUND', 'no source has this id', ['id']);
