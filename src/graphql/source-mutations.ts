import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { AppError } from '../core/errors.ts';
import { addressFrom, locateSource, type Located, type SourceCandidate } from '../sources/discovery.ts';
import type { Reader } from '../sources/reader.ts';
import type { SourceChanges, SourceDraft } from '../storage/source-rows.ts';
import { requireAdmin, type Context } from './context.ts';
import { localId } from './node.ts';
import {
  AddSourceInput,
  DiscoverFeedsInput,
  faultIn,
  readerOrFault,
  SourceInput,
  UpdateSourceInput,
} from './source-input.ts';
import {
  DiscoverFeedsPayload,
  done,
  notFound,
  refused,
  SourcePayload,
  toCandidateView,
} from './source-payload.ts';

export { UserErrorView } from './source-payload.ts';

const badAddress = 'url must be an absolute http or https address';

@Resolver()
export class SourceMutations {
  @Mutation(() => SourcePayload, {
    nullable: true,
    description:
      "Adds a source; the worker reads it at once. A site's address is looked into: one feed is added, several are offered as candidates. Admin key needed.",
  })
  async addSource(
    @Arg('input', () => AddSourceInput, { description: 'The source.' }) input: AddSourceInput,
    @Ctx() ctx: Context,
  ): Promise<SourcePayload> {
    requireAdmin(ctx);
    const address = addressFrom(input.url);
    if (address === null) return refused('INVALID_URL', badAddress, ['url']);
    const fault = faultIn(input);
    if (fault !== null) return fault;
    const reader = readerOrFault(input.reader, address);
    if (!reader.ok) return reader.fault;
    const located = await locate(address, { input, reader: reader.value }, ctx);
    if (located.kind !== 'FOUND') return unlocated(located);
    const draft = toDraft(input, located, reader.value);
    const { source, isNew } = await ctx.stores.sources.addOne(draft, ctx.clock.now());
    if (isNew) return done(source);
    return done(source, [
      { code: 'ALREADY_EXISTS', message: 'this address is known already', field: ['url'] },
    ]);
  }

  @Mutation(() => SourcePayload, {
    nullable: true,
    description: 'Changes a source. Admin key needed.',
  })
  async updateSource(
    @Arg('input', () => UpdateSourceInput, { description: 'Which source, and what to change.' })
    input: UpdateSourceInput,
    @Ctx() ctx: Context,
  ): Promise<SourcePayload> {
    requireAdmin(ctx);
    const id = localId('Source', input.id, 'input.id');
    const [before] = await ctx.stores.sources.byIds([id]);
    if (before === undefined) return notFound;
    const fault = faultIn(input);
    if (fault !== null) return fault;
    const reader = readerOrFault(input.reader, before.url);
    if (!reader.ok) return reader.fault;
    const changes = toChanges(input, input.reader == null ? undefined : reader.value);
    const source = await ctx.stores.sources.update(id, changes, ctx.clock.now());
    return source === null ? notFound : done(source);
  }

  @Mutation(() => DiscoverFeedsPayload, {
    nullable: true,
    description:
      'Looks for the sources that a site offers: what its page links to, else the usual places, and its sitemaps. It stores nothing; a mutation since it makes us send requests to others. Admin key needed.',
  })
  async discoverFeeds(
    @Arg('input', () => DiscoverFeedsInput, { description: 'Where to look.' }) input: DiscoverFeedsInput,
    @Ctx() ctx: Context,
  ): Promise<DiscoverFeedsPayload> {
    requireAdmin(ctx);
    if (ctx.discover === undefined)
      throw new AppError('SERVICE_UNAVAILABLE', 'This gateway does not reach the web');
    const address = addressFrom(input.url);
    if (address === null) return refused('INVALID_URL', badAddress, ['url']);
    const found = await ctx.discover(address);
    if (found.ok) return { candidates: found.value.map(toCandidateView), userErrors: [] };
    const { reason, detail } = found.fault;
    return refused(reason === 'NO_FEED' ? 'NO_FEED_FOUND' : 'UNREACHABLE', `${reason}: ${detail}`, ['url']);
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
    return source === undefined ? notFound : done(source);
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
    return removed ? done(null) : notFound;
  }
}

/** Only feeds are looked for: whoever declares another reader has the address that it is for. */
const locate = (
  url: string,
  { input, reader }: { input: AddSourceInput; reader: Reader },
  { discover }: Context,
): Promise<Located> =>
  reader.kind === 'FEED' && input.discover && discover !== undefined
    ? locateSource(url, discover)
    : Promise.resolve({ kind: 'FOUND', url, candidate: null });

const unlocated = (located: Exclude<Located, { kind: 'FOUND' }>): SourcePayload => {
  if (located.kind === 'NONE') return refused('NO_FEED_FOUND', located.detail, ['url']);
  if (located.kind === 'REFUSED') return refused('INVALID_URL', located.detail, ['url']);
  const message = 'the site offers several sources: add one of the candidates by its address';
  return Object.assign(refused('AMBIGUOUS_FEED', message, ['url']), {
    candidates: located.candidates.map(toCandidateView),
  });
};

const toDraft = (
  input: AddSourceInput,
  { url, candidate }: { url: string; candidate: SourceCandidate | null },
  reader: Reader,
): SourceDraft => ({
  url,
  title: input.title?.trim() ?? candidate?.title ?? new URL(url).host,
  homepage: candidate?.homepage ?? null,
  language: input.language ?? null,
  country: input.country?.toUpperCase() ?? null,
  categories: input.categories,
  weight: input.weight ?? 1,
  fetchPages: input.fetchPages,
  reader: candidate?.kind === 'SITEMAP' ? { kind: 'SITEMAP' } : reader,
  sample: false,
});

/** Null empties what may be empty, and leaves alone what may not. */
const toChanges = (input: UpdateSourceInput, reader: Reader | undefined): SourceChanges => ({
  ...(input.title == null ? {} : { title: input.title.trim() }),
  ...(input.language === undefined ? {} : { language: input.language }),
  ...(input.country === undefined ? {} : { country: input.country?.toUpperCase() ?? null }),
  ...(input.categories == null ? {} : { categories: input.categories }),
  ...(input.weight == null ? {} : { weight: input.weight }),
  ...(input.fetchPages == null ? {} : { fetchPages: input.fetchPages }),
  ...(reader === undefined ? {} : { reader }),
});
