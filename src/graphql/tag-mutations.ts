import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Author } from '../storage/tag-editor.ts';
import { cleanTagName, languageOfName } from '../tags/tag.ts';
import { pageSize } from './connection.ts';
import { requireAdmin, type Context } from './context.ts';
import { localId } from './node.ts';
import { LanguageTag } from './scalars.ts';
import { maxReasonLength, payloadOf, refused, TagEditView, TagPayload } from './tag-payload.ts';

@InputType('MergeTagsInput', { description: 'Two tags that are one thing.' })
class MergeTagsInput {
  @Field(() => ID, { description: 'The id of the tag that stays.' })
  intoId!: string;

  @Field(() => ID, { description: 'The id of the tag that becomes part of it.' })
  fromId!: string;
}

@InputType('RenameTagInput', { description: 'A new name for a tag.' })
class RenameTagInput {
  @Field(() => ID, { description: 'The id of the tag.' })
  id!: string;

  @Field(() => String, { description: 'The name, 1 to 80 characters.' })
  name!: string;

  @Field(() => LanguageTag, { nullable: true, description: 'Its language; told by its script by default.' })
  language?: string | null;
}

@InputType('SplitTagInput', { description: 'Names that are another thing than the tag.' })
class SplitTagInput {
  @Field(() => ID, { description: 'The id of the tag.' })
  id!: string;

  @Field(() => [String], { description: 'Names or aliases of it, which become a tag of their own.' })
  names!: string[];
}

@InputType('SuppressTagInput', { description: 'A tag that is not to be shown.' })
class SuppressTagInput {
  @Field(() => ID, { description: 'The id of the tag.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Why, at most 500 characters.' })
  reason?: string | null;
}

@InputType('TagInput', { description: 'Names a tag.' })
class TagInput {
  @Field(() => ID, { description: 'The id of the tag.' })
  id!: string;
}

const editor = ({ clock }: Context, why: string): Author => ({ by: 'EDITOR', now: clock.now(), why });

@Resolver()
export class TagMutations {
  @Mutation(() => TagPayload, {
    nullable: true,
    description:
      'Makes one tag of two: names, ids and slugs of both lead to it at once, and its articles follow within seconds. Admin key needed.',
  })
  async mergeTags(
    @Arg('input', () => MergeTagsInput, { description: 'The two.' }) input: MergeTagsInput,
    @Ctx() ctx: Context,
  ): Promise<TagPayload> {
    requireAdmin(ctx);
    const intoId = localId('Tag', input.intoId, 'input.intoId');
    const fromId = localId('Tag', input.fromId, 'input.fromId');
    const author = editor(ctx, `${fromId} into ${intoId}`);
    return payloadOf(await ctx.stores.tagEditor.merge(intoId, fromId, author), 'fromId');
  }

  @Mutation(() => TagPayload, {
    nullable: true,
    description: 'Gives a tag another name; the old one stays an alias. Admin key needed.',
  })
  async renameTag(
    @Arg('input', () => RenameTagInput, { description: 'The name.' }) input: RenameTagInput,
    @Ctx() ctx: Context,
  ): Promise<TagPayload> {
    requireAdmin(ctx);
    const id = localId('Tag', input.id, 'input.id');
    const name = cleanTagName(input.name);
    if (name === null) return refused('INVALID_NAME', ['name']);
    const language = input.language ?? languageOfName(name, 'en');
    return payloadOf(
      await ctx.stores.tagEditor.rename(id, { name, language }, editor(ctx, `to ${name}`)),
      'name',
    );
  }

  @Mutation(() => TagPayload, {
    nullable: true,
    description:
      'Takes names out of a tag: they become a tag of their own, which is not merged with it again unless an editor does. Admin key needed.',
  })
  async splitTag(
    @Arg('input', () => SplitTagInput, { description: 'The names.' }) input: SplitTagInput,
    @Ctx() ctx: Context,
  ): Promise<TagPayload> {
    requireAdmin(ctx);
    const id = localId('Tag', input.id, 'input.id');
    const author = editor(ctx, input.names.join(', ').slice(0, maxReasonLength));
    return payloadOf(await ctx.stores.tagEditor.split(id, input.names, author), 'names');
  }

  @Mutation(() => TagPayload, {
    nullable: true,
    description: 'Hides a tag from all lists and articles. Admin key needed.',
  })
  async suppressTag(
    @Arg('input', () => SuppressTagInput, { description: 'Which, and why.' }) input: SuppressTagInput,
    @Ctx() ctx: Context,
  ): Promise<TagPayload> {
    requireAdmin(ctx);
    const id = localId('Tag', input.id, 'input.id');
    const note = input.reason?.trim() ?? '';
    if (note.length > maxReasonLength) return refused('INVALID_REASON', ['reason']);
    const suppressed = { reason: 'EDITOR' as const, at: ctx.clock.now(), note: note === '' ? null : note };
    return payloadOf(await ctx.stores.tagEditor.suppress(id, suppressed, editor(ctx, note)), 'id');
  }

  @Mutation(() => TagPayload, {
    nullable: true,
    description: 'Shows a tag again, whatever its words or its use say. Admin key needed.',
  })
  async unsuppressTag(
    @Arg('input', () => TagInput, { description: 'Which tag.' }) input: TagInput,
    @Ctx() ctx: Context,
  ): Promise<TagPayload> {
    requireAdmin(ctx);
    const id = localId('Tag', input.id, 'input.id');
    return payloadOf(await ctx.stores.tagEditor.unsuppress(id, editor(ctx, '')), 'id');
  }

  @Query(() => [TagEditView], {
    nullable: true,
    description: 'What was done to a tag, the latest first. Admin key needed.',
  })
  async tagHistory(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the tag.' }) id: string,
    @Arg('first', () => Int, { nullable: true, description: 'How many; 1 to 100, 20 by default.' })
    first?: number | null,
  ): Promise<TagEditView[]> {
    requireAdmin(ctx);
    return ctx.stores.tagEditor.history(localId('Tag', id, 'id'), pageSize(first));
  }
}
