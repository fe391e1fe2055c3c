import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { suppressionReasons, tagKinds, type SuppressionReason, type Tag, type TagKind } from '../tags/tag.ts';
import { enumOf } from './enums.ts';
import { globalId, NodeView } from './node.ts';
import { DateTime, LanguageTag } from './scalars.ts';

export const TagKindEnum = enumOf(tagKinds);
registerEnumType(TagKindEnum, {
  name: 'TagKind',
  description: 'What kind of thing a tag is.',
  valuesConfig: {
    PERSON: { description: 'One person.' },
    PLACE: { description: 'A country, a town, a river.' },
    ORGANISATION: { description: 'A company, a party, a public body.' },
    TOPIC: { description: 'Anything else, and whatever it is not known of what else it is.' },
  },
});

const SuppressionReasonEnum = enumOf(suppressionReasons);
registerEnumType(SuppressionReasonEnum, {
  name: 'TagSuppressionReason',
  description: 'Why a tag is not shown.',
  valuesConfig: {
    MEDIUM_WORDS: {
      description: 'Its words only name the medium or call for attention, such as "latest news".',
    },
    SOURCE_NAME: { description: 'It is the name of the source that gives it.' },
    ALL_OF_ONE_SOURCE: { description: 'One source gives it to nearly everything, and nobody else uses it.' },
    MOST_SOURCES: { description: 'Most sources give it to a good part of what they publish.' },
    EDITOR: { description: 'An editor said so.' },
  },
});

@ObjectType('TagName', { simpleResolvers: true, description: 'The name of a tag in one language.' })
export class TagNameView {
  @Field(() => LanguageTag, { description: 'The language of the name.' })
  language!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;
}

@ObjectType('TagSuppression', {
  simpleResolvers: true,
  description: 'Why a tag is not shown, and since when.',
})
export class TagSuppressionView {
  @Field(() => SuppressionReasonEnum, { description: 'The reason.' })
  reason!: SuppressionReason;

  @Field(() => DateTime, { description: 'Since when.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'What it was told by, in one line.' })
  note!: string | null;
}

@ObjectType('TagDayCount', {
  simpleResolvers: true,
  description: 'How many articles of one day carry a tag.',
})
export class TagDayCountView {
  @Field(() => DateTime, { description: 'The beginning of the day, in UTC.' })
  day!: Date;

  @Field(() => Int, { description: 'Articles published on it.' })
  count!: number;
}

@ObjectType('Tag', { implements: NodeView, simpleResolvers: true, description: 'What articles are about.' })
export class TagView extends NodeView {
  @Field(() => String, { description: 'Name for addresses, in the script of the name.' })
  slug!: string;

  @Field(() => String, { description: 'The name as it was first met, or as an editor wrote it.' })
  name!: string;

  @Field(() => [TagNameView], { description: 'The names by language.' })
  names!: TagNameView[];

  @Field(() => TagKindEnum, { description: 'What kind of thing it is.' })
  kind!: TagKind;

  @Field(() => [TagNameView], { description: 'What else it is called, in every script.' })
  aliases!: TagNameView[];

  @Field(() => Int, { description: 'How many articles carry it.' })
  articleCount!: number;

  @Field(() => DateTime, { description: 'When an article last came with it.' })
  lastUsedAt!: Date;

  @Field(() => TagSuppressionView, {
    nullable: true,
    description: 'Why no list and no article shows it; null where they do.',
  })
  suppression!: TagSuppressionView | null;

  rowId!: string;
  mergedIds!: string[];
}

@ObjectType('RelatedTag', { simpleResolvers: true, description: 'A tag of the same articles.' })
export class RelatedTagView {
  @Field(() => TagView, { description: 'The tag.' })
  tag!: TagView;

  @Field(() => Int, { description: 'Articles that carry both, among the newest 2000 of the tag.' })
  sharedCount!: number;

  @Field(() => Float, {
    description: 'How much more often than by chance, 0 to 1: normalised pointwise mutual information.',
  })
  score!: number;
}

@ObjectType('TrendingTag', { simpleResolvers: true, description: 'A tag that rises, with what says so.' })
export class TrendingTagView {
  @Field(() => TagView, { description: 'The tag.' })
  tag!: TagView;

  @Field(() => Int, { description: 'Articles of the last 2 days.' })
  recentCount!: number;

  @Field(() => Int, { description: 'Articles of the 14 days before those.' })
  baseCount!: number;

  @Field(() => Float, { description: 'What the 14 days make one expect of 2 days.' })
  expectedCount!: number;

  @Field(() => Float, {
    description: '(recentCount - expectedCount) / sqrt(expectedCount + 1): what the list goes by.',
  })
  residual!: number;

  @Field(() => Int, { description: 'Sources of the recent articles.' })
  sourceCount!: number;
}

export const toTagView = ({ id, names, suppressed, askedAs: _askedAs, ...fields }: Tag): TagView =>
  Object.assign(new TagView(), {
    ...fields,
    id: globalId('Tag', id),
    rowId: id,
    names: Object.entries(names).map(([language, name]) => ({ language, name })),
    suppression: suppressed,
  });

/** The tags that may be shown, each once: of two that were merged the one, and none that is suppressed. */
export const shownTags = (tags: readonly (Tag | null)[]): TagView[] => {
  const shown = new Map<string, Tag>();
  for (const tag of tags) if (tag?.suppressed === null && !shown.has(tag.id)) shown.set(tag.id, tag);
  return [...shown.values()].map(toTagView);
};
