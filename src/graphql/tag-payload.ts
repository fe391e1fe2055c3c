import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Result } from '../core/result.ts';
import { tagActions, type TagAction, type TagEdit, type TagFault } from '../storage/tag-editor.ts';
import type { Tag } from '../tags/tag.ts';
import { enumOf } from './enums.ts';
import { DateTime } from './scalars.ts';
import { TagView, toTagView } from './tag.ts';

const tagErrorCodes = [
  'NOT_FOUND',
  'SAME_TAG',
  'KEPT_APART',
  'NAME_TAKEN',
  'NOT_AN_ALIAS',
  'INVALID_NAME',
  'INVALID_REASON',
] as const satisfies readonly (TagFault | 'INVALID_NAME' | 'INVALID_REASON')[];
type TagErrorCode = (typeof tagErrorCodes)[number];

const TagErrorCodeEnum = enumOf(tagErrorCodes);
registerEnumType(TagErrorCodeEnum, {
  name: 'TagErrorCode',
  description: 'What is wrong with a change of a tag.',
  valuesConfig: {
    NOT_FOUND: { description: 'No tag has this id.' },
    SAME_TAG: { description: 'The two are one tag already.' },
    KEPT_APART: { description: 'An editor parted the two.' },
    NAME_TAKEN: { description: 'Another tag has this name: merge the two.' },
    NOT_AN_ALIAS: { description: 'Only names that the tag has beside its own can be taken out of it.' },
    INVALID_NAME: { description: 'Empty, without letters, or longer than 80 characters.' },
    INVALID_REASON: { description: 'Longer than 500 characters.' },
  },
});

const TagActionEnum = enumOf(tagActions);
registerEnumType(TagActionEnum, {
  name: 'TagAction',
  description: 'What was done to a tag.',
  valuesConfig: {
    MERGE: { description: 'Two tags were made one.' },
    RENAME: { description: 'It got another name.' },
    SPLIT: { description: 'Names were taken out of it.' },
    SUPPRESS: { description: 'It was hidden.' },
    UNSUPPRESS: { description: 'It is shown again.' },
    ALIAS: { description: 'Another name was learned to mean it.' },
    KIND: { description: 'Its kind was told.' },
  },
});

const authors = ['EDITOR', 'LEARNED'] as const;
const TagAuthorEnum = enumOf(authors);
registerEnumType(TagAuthorEnum, {
  name: 'TagAuthor',
  description: 'Who changed a tag.',
  valuesConfig: {
    EDITOR: { description: 'An editor, by a mutation.' },
    LEARNED: { description: 'What articles taught.' },
  },
});

@ObjectType('TagError', { simpleResolvers: true, description: 'What the caller can put right.' })
class TagErrorView {
  @Field(() => TagErrorCodeEnum, { description: 'The class of the mistake.' })
  code!: TagErrorCode;

  @Field(() => String, { description: 'One line for a person.' })
  message!: string;

  @Field(() => [String], { description: 'The path of the input field; empty where no field is to blame.' })
  field!: string[];
}

@ObjectType('TagPayload', { simpleResolvers: true, description: 'What became of a tag.' })
export class TagPayload {
  @Field(() => TagView, { nullable: true, description: 'The tag; null where nothing was done.' })
  tag!: TagView | null;

  @Field(() => [TagErrorView], { description: 'Empty when all went well.' })
  userErrors!: TagErrorView[];
}

@ObjectType('TagEdit', { simpleResolvers: true, description: 'A line of the history of a tag.' })
export class TagEditView {
  @Field(() => TagActionEnum, { description: 'What was done.' })
  action!: TagAction;

  @Field(() => TagAuthorEnum, { description: 'Who did it.' })
  by!: TagEdit['by'];

  @Field(() => DateTime, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'Why, in one line.' })
  detail!: string;
}

export const maxReasonLength = 500;

const messages: Readonly<Record<TagErrorCode, string>> = {
  NOT_FOUND: 'no tag has this id',
  SAME_TAG: 'the two are one tag already',
  KEPT_APART: 'the two were parted by an editor',
  NAME_TAKEN: 'another tag has this name; merge the two instead',
  NOT_AN_ALIAS: 'names must be names of the tag beside the one that it is shown by',
  INVALID_NAME: 'a name has 1 to 80 characters, letters or digits among them',
  INVALID_REASON: `reason has at most ${maxReasonLength} characters`,
};

export const refused = (code: TagErrorCode, field: string[]): TagPayload => ({
  tag: null,
  userErrors: [{ code, message: messages[code], field }],
});

export const payloadOf = (outcome: Result<Tag, TagFault>, field: string): TagPayload =>
  outcome.ok ? { tag: toTagView(outcome.value), userErrors: [] } : refused(outcome.fault, [field]);
