import { Field, Int, ObjectType } from 'type-graphql';
import type { Tag } from '../tags/tag.ts';
import { globalId, NodeView } from './node.ts';
import { DateTime, LanguageTag } from './scalars.ts';

@ObjectType('TagName', { simpleResolvers: true, description: 'The name of a tag in one language.' })
export class TagNameView {
  @Field(() => LanguageTag, { description: 'The language of the name.' })
  language!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;
}

@ObjectType('Tag', { implements: NodeView, simpleResolvers: true, description: 'What articles are about.' })
export class TagView extends NodeView {
  @Field(() => String, { description: 'Name for addresses, in the script of the name.' })
  slug!: string;

  @Field(() => String, { description: 'The name as it was first met.' })
  name!: string;

  @Field(() => [TagNameView], { description: 'The names by language.' })
  names!: TagNameView[];

  @Field(() => Int, { description: 'How many articles carry it.' })
  articleCount!: number;

  @Field(() => DateTime, { description: 'When an article last came with it.' })
  lastUsedAt!: Date;

  rowId!: string;
}

export const toTagView = ({ id, names, ...fields }: Tag): TagView =>
  Object.assign(new TagView(), {
    ...fields,
    id: globalId('Tag', id),
    rowId: id,
    names: Object.entries(names).map(([language, name]) => ({ language, name })),
  });
