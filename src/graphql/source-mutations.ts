import {
  Arg,
  Ctx,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { toAbsoluteUrl } from '../core/url.ts';
import { requireAdmin, type Context } from './context.ts';
import { enumOf } from './enums.ts';
import { localId } from './node.ts';
import { LanguageTag } from './scalars.ts';
import { SourceView, toSourceView } from './source.ts';

const userErrorCodes = [
  'INVALID_URL',
  'INVALID_TITLE',
  'INVALID_COUNTRY',
  'ALREADY_EXISTS',
  'NOT_FOUND',
] as const;
const UserErrorCodeEnum = enumOf(userErrorCodes);

registerEnumType(UserErrorCodeEnum, {
  name: 'UserErrorCode',
  description: 'What is wrong with the input of a mutation.',
  valuesConfig: {
    INVALID_URL: { description: 'Not an absolute http or https address.' },
    INVALID_TITLE: { description: 'Empty or longer than 200 characters.' },
    INVALID_COUNTRY: { description: 'Not two letters of ISO 3166-1.' },
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

@InputType('AddSourceInput', { description: 'A source to read from now on.' })
class AddSourceInput {
  @Field(() => String, { description: "The feed's address: RSS, Atom, RDF or JSON Feed." })
  url!: string;

  @Field(() => String, { description: 'Name of the publication.' })
  title!: string;

  @Field(() => LanguageTag, { nullable: true, description: 'Language of the publication, where it has one.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'Country as ISO 3166-1 alpha-2.' })
  country?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'What to file it under.' })
  categories!: string[];

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the article pages are read for their full text.',
  })
  fetchPages!: boolean;
}

@InputType('SourceInput', { description: 'Names a source.' })
class SourceInput {
  @Field(() => ID, { description: 'The id of the source.' })
  id!: string;
}

@ObjectType('SourcePayload', { simpleResolvers: true, description: 'What became of a source.' })
class SourcePayload {
  @Field(() => SourceView, {
    nullable: true,
    description: 'The source; null where there is none (any more).',
  })
  source!: SourceView | null;

  @Field(() => [UserErrorView], { description: 'Empty when all went well.' })
  userErrors!: UserErrorView[];
}

const refused = (code: UserErrorView['code'], message: string, field: string[]): SourcePayload => ({
  source: null,
  userErrors: [{ code, message, field }],
});

const notFound = refused('NOT_FOUND', 'no source has this id', ['id']);

@Resolver()
export class SourceMutations {
  @Mutation(() => SourcePayload, {
    nullable: true,
    description: 'Adds a source; the worker reads it at once. Admin key needed.',
  })
  async addSource(
    @Arg('input', () => AddSourceInput, { description: 'The source.' }) input: AddSourceInput,
    @Ctx() ctx: Context,
  ): Promise<SourcePayload> {
    requireAdmin(ctx);
    const fault = checkSource(input);
    if (fault !== null) return fault;
    const url = toAbsoluteUrl(input.url, input.url) ?? input.url;
    const { source, isNew } = await ctx.stores.sources.addOne(
      {
        url,
        title: input.title.trim(),
        homepage: null,
        language: input.language ?? null,
        country: input.country?.toUpperCase() ?? null,
        categories: input.categories,
        fetchPages: input.fetchPages,
        sample: false,
      },
      ctx.clock.now(),
    );
    const known = {
      code: 'ALREADY_EXISTS' as const,
      message: 'this address is known already',
      field: ['url'],
    };
    return { source: toSourceView(source), userErrors: isNew ? [] : [known] };
  }

  @Mutation(() => SourcePayload, {
    nullable: true,
    description: 'Makes a source due now; the worker picks it up. Admin key needed.',
  })
  async refreshSource(
    @Arg('input', () => SourceInput, { description: 'Which source.' }) input: SourceInput,
    @Ctx() ctx: Context,
  ): Promise<SourcePayload> {
    requireAdmin(ctx);
    const id = localId('Source', input.id, 'input.id');
    if ((await ctx.stores.sources.refresh([id], ctx.clock.now())) === 0) return notFound;
    const [source] = await ctx.stores.sources.byIds([id]);
    return source === undefined ? notFound : { source: toSourceView(source), userErrors: [] };
  }

  @Mutation(() => SourcePayload, {
    nullable: true,
    description: 'Removes a source and its articles. Admin key needed.',
  })
  async removeSource(
    @Arg('input', () => SourceInput, { description: 'Which source.' }) input: SourceInput,
    @Ctx() ctx: Context,
  ): Promise<SourcePayload> {
    requireAdmin(ctx);
    const removed = await ctx.stores.removeSource(localId('Source', input.id, 'input.id'));
    return removed ? { source: null, userErrors: [] } : notFound;
  }
}

const maxTitleLength = 200;

const checkSource = ({ url, title, country }: AddSourceInput): SourcePayload | null => {
  if (toAbsoluteUrl(url, url) === null)
    return refused('INVALID_URL', 'url must be an absolute http or https address', ['url']);
  const length = title.trim().length;
  if (length === 0 || length > maxTitleLength)
    return refused('INVALID_TITLE', `title must have 1 to ${maxTitleLength} characters`, ['title']);
  if (country != null && !/^[a-z]{2}$/iu.test(country))
    return refused('INVALID_COUNTRY', 'country must be two letters of ISO 3166-1', ['country']);
  return null;
};
