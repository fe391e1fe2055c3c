import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  datePrecisions,
  relatedReasons,
  type ArticleSummary,
  type DatePrecision,
  type RelatedReason,
  type RelatedRef,
} from '../articles/article.ts';
import { readingSeconds } from '../articles/excerpt.ts';
import { shareLinks, shareServices, type ShareService } from '../articles/share.ts';
import { enumOf } from './enums.ts';
import { globalId, NodeView } from './node.ts';
import { DateTime, Html, LanguageTag, Url } from './scalars.ts';

const DatePrecisionEnum = enumOf(datePrecisions);
const RelatedReasonEnum = enumOf(relatedReasons);
const ShareServiceEnum = enumOf(shareServices);

registerEnumType(DatePrecisionEnum, {
  name: 'DatePrecision',
  description: 'How much of a claimed date is certain.',
  valuesConfig: {
    INSTANT: { description: 'Date, time and zone were given.' },
    ZONE_ASSUMED: {
      description:
        'The zone was not given; the time is read by the clock of the country that it was published in.',
    },
    ZONE_UNKNOWN: { description: 'The zone was not given; the time is read as UTC.' },
    DAY: { description: 'Only the day was given.' },
  },
});

registerEnumType(RelatedReasonEnum, {
  name: 'RelatedReason',
  description: 'Why an article is related to another.',
  valuesConfig: {
    SHARED_TAGS: { description: 'They carry the same tags.' },
    SHARED_TERMS: { description: 'They share rare words or names, in either script.' },
    SAME_STORY: { description: 'They report the same event.' },
  },
});

registerEnumType(ShareServiceEnum, {
  name: 'ShareService',
  description: 'Where an article can be shared.',
  valuesConfig: {
    X: { description: 'X, formerly Twitter.' },
    WHATSAPP: { description: 'WhatsApp.' },
    FACEBOOK: { description: 'Facebook.' },
    TELEGRAM: { description: 'Telegram.' },
    EMAIL: { description: 'A mail program.' },
    COPY: { description: 'The plain address, for the clipboard.' },
  },
});

@ObjectType('Author', { simpleResolvers: true, description: 'Who wrote an article.' })
export class AuthorView {
  @Field(() => String, { description: 'The name as the publisher writes it.' })
  name!: string;
}

@ObjectType('Image', {
  simpleResolvers: true,
  description: 'A picture of an article, kept at its publisher.',
})
export class ImageView {
  @Field(() => Url, { description: 'Where the picture is.' })
  url!: string;

  @Field(() => Int, { nullable: true, description: 'Width in pixels, where the publisher gives it.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels, where the publisher gives it.' })
  height!: number | null;

  @Field(() => String, { nullable: true, description: 'The line under the picture.' })
  caption!: string | null;

  @Field(() => String, { nullable: true, description: 'Whose picture it is.' })
  credit!: string | null;
}

@ObjectType('Section', { simpleResolvers: true, description: 'A part of an article under one sub-heading.' })
export class SectionView {
  @Field(() => String, {
    nullable: true,
    description: 'The sub-heading; null for what comes before the first one.',
  })
  heading!: string | null;

  @Field(() => Html, { description: 'The part as HTML, without its heading.' })
  html!: string;

  @Field(() => String, { description: 'The part as plain text; blank lines part its paragraphs.' })
  text!: string;
}

@ObjectType('PublicationDate', {
  simpleResolvers: true,
  description: 'When an article was published, as its publisher claims.',
})
export class PublicationDateView {
  @Field(() => DateTime, { description: 'The claimed time in UTC.' })
  value!: Date;

  @Field(() => DatePrecisionEnum, { description: 'How much of it is certain.' })
  precision!: DatePrecision;

  @Field(() => String, { description: 'The text that was read.' })
  raw!: string;

  @Field(() => Boolean, {
    description: 'Whether the claim lay in the future and was set back to when it was read.',
  })
  clamped!: boolean;
}

@ObjectType('ShareLink', { simpleResolvers: true, description: 'An address that shares an article.' })
export class ShareLinkView {
  @Field(() => ShareServiceEnum, { description: 'Where it is shared.' })
  service!: ShareService;

  @Field(() => String, { description: 'The address to open (https or mailto), or to copy.' })
  url!: string;
}

@ObjectType('Article', {
  implements: NodeView,
  simpleResolvers: true,
  description: 'A report of one publisher.',
})
export class ArticleView extends NodeView {
  @Field(() => Url, { description: "The publisher's page, without tracking parameters." })
  url!: string;

  @Field(() => String, { description: 'Name for addresses, unique and stable.' })
  slug!: string;

  @Field(() => String, { description: 'The headline, plain text.' })
  headline!: string;

  @Field(() => String, { nullable: true, description: 'The standfirst under the headline, plain text.' })
  dek!: string | null;

  @Field(() => [AuthorView], { description: 'Who wrote it.' })
  authors!: AuthorView[];

  @Field(() => [ImageView], { description: 'Its pictures, the lead picture first.' })
  images!: ImageView[];

  @Field(() => LanguageTag, { description: 'The language that it is written in.' })
  language!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was published, as claimed; never in the future.',
  })
  publishedAt!: Date | null;

  @Field(() => PublicationDateView, { nullable: true, description: 'The claim behind publishedAt.' })
  publication!: PublicationDateView | null;

  @Field(() => DateTime, { description: 'When it was first seen here.' })
  firstSeenAt!: Date;

  @Field(() => DateTime, { description: 'When its last edit was seen here.' })
  updatedAt!: Date;

  @Field(() => Int, { description: '1 at first, one more with each edit that a reader could see.' })
  revision!: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is for subscribers; null where that is not known.',
  })
  paywalled!: boolean | null;

  @Field(() => Int, { description: 'Words in the body.' })
  wordCount!: number;

  @Field(() => Int, { description: 'Seconds that an adult needs to read the body.' })
  readingTime!: number;

  @Field(() => [ShareLinkView], { description: 'Addresses that share it.' })
  shareLinks!: () => ShareLinkView[];

  rowId!: string;
  reprintOfId!: string | null;
  sourceId!: string;
  tagIds!: string[];
  relatedRefs!: RelatedRef[];
}

@ObjectType('RelatedArticle', { simpleResolvers: true, description: 'An article that is close to another.' })
export class RelatedArticleView {
  @Field(() => ArticleView, { description: 'The other article.' })
  article!: ArticleView;

  @Field(() => Float, { description: 'How close it is, from 0 to 1; of use for ordering within one list.' })
  score!: number;

  @Field(() => [RelatedReasonEnum], { description: 'What they have in common.' })
  why!: RelatedReason[];
}

export const toArticleView = (row: ArticleSummary): ArticleView =>
  Object.assign(new ArticleView(), {
    id: globalId('Article', row.id),
    rowId: row.id,
    reprintOfId: row.reprintOf ?? null,
    url: row.canonicalUrl,
    slug: row.slug,
    headline: row.headline,
    dek: row.dek,
    authors: row.authors.map(name => ({ name })),
    images: row.images,
    language: row.language,
    publishedAt: row.publishedAt?.value ?? null,
    publication: row.publishedAt,
    firstSeenAt: row.firstSeenAt,
    updatedAt: row.updatedAt,
    revision: row.revision,
    paywalled: row.paywalled,
    wordCount: row.wordCount,
    readingTime: readingSeconds(row.wordCount),
    shareLinks: () => shareLinks(row.canonicalUrl, row.headline),
    sourceId: row.sourceId,
    tagIds: row.tagIds,
    relatedRefs: row.related,
  });
