import {
  Args,
  Ctx,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import {
  changedFields,
  changesBetween,
  contentOf,
  type ChangedField,
  type RevisionContent,
} from '../articles/revision.ts';
import { diffKinds, type DiffKind } from '../articles/word-diff.ts';
import { encodeCursor } from '../core/cursor.ts';
import { revisionId } from '../storage/revision-store.ts';
import { ArticleView } from './article.ts';
import { connectionTypes, ForwardArgs, pageSize, toConnection } from './connection.ts';
import type { Context } from './context.ts';
import { enumOf } from './enums.ts';
import { readAfter } from './lookup.ts';
import { DateTime } from './scalars.ts';

const ChangedFieldEnum = enumOf(changedFields);
const DiffKindEnum = enumOf(diffKinds);

registerEnumType(ChangedFieldEnum, {
  name: 'ChangedField',
  description: 'What of an article an edit changed.',
  valuesConfig: {
    HEADLINE: { description: 'The headline.' },
    DEK: { description: 'The standfirst.' },
    BODY: { description: 'The text with its sub-headings.' },
    AUTHORS: { description: 'The authors, one a line.' },
    IMAGES: { description: 'The addresses of the pictures, one a line.' },
    TAGS: { description: 'The tags, one a line.' },
    PUBLISHED_AT: { description: 'The claimed time of publication.' },
    PAYWALLED: {
      description: 'Whether it is for subscribers: true, false, or empty where it was not known.',
    },
  },
});

registerEnumType(DiffKindEnum, {
  name: 'DiffKind',
  description: 'Where a part of a text stands.',
  valuesConfig: {
    SAME: { description: 'Before and after.' },
    ADDED: { description: 'Only after the edit.' },
    REMOVED: { description: 'Only before the edit.' },
  },
});

@ObjectType('DiffPart', { simpleResolvers: true, description: 'A run of whole words of a changed text.' })
class DiffPartView {
  @Field(() => DiffKindEnum, { description: 'Where it stands.' })
  kind!: DiffKind;

  @Field(() => String, { description: 'The words with what is between them.' })
  text!: string;
}

@ObjectType('ArticleChange', {
  simpleResolvers: true,
  description: 'How one part of an article changed. Formatting alone is no change of the text.',
})
class ArticleChangeView {
  @Field(() => ChangedFieldEnum, { description: 'What changed.' })
  field!: ChangedField;

  @Field(() => [DiffPartView], {
    description: 'In order: SAME and ADDED make the new text, SAME and REMOVED the old one.',
  })
  diff!: DiffPartView[];

  @Field(() => Int, { description: 'Words that came in.' })
  addedWords!: number;

  @Field(() => Int, { description: 'Words that went out.' })
  removedWords!: number;
}

@ObjectType('Revision', { simpleResolvers: true, description: 'An edit of an article by its publisher.' })
class RevisionView {
  @Field(() => Int, { description: 'The number of the edited article, 2 for the first edit.' })
  revision!: number;

  @Field(() => DateTime, { description: 'When the edit was seen here.' })
  at!: Date;

  articleId!: string;
}

const { ConnectionView: RevisionConnectionView } = connectionTypes('Revision', () => RevisionView, 'edits');

const cursorKind = 'revisions';

@Resolver(() => ArticleView)
export class ArticleRevisionsResolver {
  @FieldResolver(() => RevisionConnectionView, {
    nullable: true,
    description: 'Its edits as far as they are kept, at most the last 50, the latest first.',
  })
  async revisions(
    @Root() { rowId, revision, updatedAt }: ArticleView,
    @Args(() => ForwardArgs) { first, after }: ForwardArgs,
    @Ctx() { loaders }: Context,
  ) {
    const size = pageSize(first);
    const [below = Infinity] = readAfter(cursorKind, after, ['number']) ?? [];
    const kept = (await loaders.revisions.load(rowId))?.revisions ?? [];
    const older = kept.filter(one => one.revision < revision);
    // An edit is known by the text before it; its own text is the next one, or what is current.
    const edits = older.map(({ revision: before }, place) => ({
      articleId: rowId,
      revision: before + 1,
      at: older[place - 1]?.at ?? updatedAt,
    }));
    return toConnection<RevisionView, RevisionView>({
      rows: edits.filter(edit => edit.revision < Number(below)).slice(0, size + 1),
      size,
      bounded: after != null,
      cursorOf: edit => encodeCursor(cursorKind, [edit.revision]),
      toNode: edit => Object.assign(new RevisionView(), edit),
      count: () => Promise.resolve(edits.length),
    });
  }
}

const contentAt = async (
  articleId: string,
  revision: number,
  { loaders }: Context,
): Promise<RevisionContent | null> => {
  const stored = await loaders.revisionContents.load(revisionId(articleId, revision));
  if (stored !== null) return stored;
  const article = await loaders.articles.load(articleId);
  if (article?.revision !== revision) return null;
  return contentOf(article, (await loaders.bodies.load(articleId))?.sections ?? []);
};

@Resolver(() => RevisionView)
export class RevisionResolver {
  @FieldResolver(() => [ArticleChangeView], {
    description: 'What it changed. Empty where the text before it is not kept any more.',
  })
  async changes(@Root() { articleId, revision }: RevisionView, @Ctx() ctx: Context) {
    const [before, after] = await Promise.all([
      contentAt(articleId, revision - 1, ctx),
      contentAt(articleId, revision, ctx),
    ]);
    if (before === null || after === null) return [];
    const ids = [...new Set([...before.tagIds, ...after.tagIds])];
    const tags = await Promise.all(ids.map(id => ctx.loaders.tags.load(id)));
    const names = new Map(ids.map((id, place) => [id, tags[place]?.name ?? id] as const));
    return changesBetween(before, after, id => names.get(id) ?? id);
  }
}
