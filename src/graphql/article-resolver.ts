import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { excerptOf } from '../articles/excerpt.ts';
import type { ArticleSection } from '../articles/article.ts';
import type { ReprintMode } from '../articles/filter.ts';
import { stableId } from '../core/identity.ts';
import { canonicalUrl } from '../core/url.ts';
import { AppError } from '../core/errors.ts';
import { articleHtml, articleText } from '../articles/body.ts';
import { ArticleView, RelatedArticleView, SectionView, toArticleView } from './article.ts';
import { ArticleConnectionView, ArticleListArgs, listArticles, ReprintModeEnum } from './article-list.ts';
import { PageArgs, pageSize } from './connection.ts';
import type { Context } from './context.ts';
import { localId } from './node.ts';
import { Html, LanguageTag, Url } from './scalars.ts';
import { SourceView, toSourceView } from './source.ts';
import { shownTags, TagView } from './tag.ts';

@ArgsType()
class ArticleLookupArgs {
  @Field(() => ID, { nullable: true, description: 'The id.' })
  id?: string | null;

  @Field(() => Url, {
    nullable: true,
    description: "The publisher's address; tracking parameters do not matter.",
  })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'The name for addresses.' })
  slug?: string | null;
}

@ArgsType()
class LatestArgs extends PageArgs {
  @Field(() => [LanguageTag], { nullable: true, description: 'In one of these languages; any by default.' })
  languages?: string[] | null;

  // Who looks at the news wants each report once; that the same wire copy is everywhere is told by `reprints`.
  @Field(() => ReprintModeEnum, { nullable: true, description: 'What becomes of reprints; FOLD by default.' })
  reprints?: ReprintMode | null;
}

const maxExcerptLength = 2_000;

const sectionsOf = async ({ rowId }: ArticleView, { loaders }: Context): Promise<ArticleSection[]> =>
  (await loaders.bodies.load(rowId))?.sections ?? [];

@Resolver(() => ArticleView)
export class ArticleResolver {
  @Query(() => ArticleView, {
    nullable: true,
    description: 'One article, by exactly one of id, url and slug.',
  })
  async article(@Args(() => ArticleLookupArgs) args: ArticleLookupArgs, @Ctx() ctx: Context) {
    const row = await lookUp(args, ctx);
    return row === null ? null : toArticleView(row);
  }

  @Query(() => ArticleConnectionView, { nullable: true, description: 'Articles by time, filtered.' })
  articles(@Args(() => ArticleListArgs) args: ArticleListArgs, @Ctx() ctx: Context) {
    return listArticles(args, {}, ctx);
  }

  @Query(() => ArticleConnectionView, { nullable: true, description: 'The newest articles.' })
  latest(@Args(() => LatestArgs) { languages, reprints, ...page }: LatestArgs, @Ctx() ctx: Context) {
    const args = { ...page, reprints: reprints ?? 'FOLD' };
    return listArticles(args, languages == null ? {} : { languages }, ctx);
  }

  @FieldResolver(() => SourceView, {
    nullable: true,
    description: 'Who published it; null once the source is removed.',
  })
  async source(@Root() { sourceId }: ArticleView, @Ctx() { loaders }: Context) {
    const source = await loaders.sources.load(sourceId);
    return source === null ? null : toSourceView(source);
  }

  @FieldResolver(() => [TagView], { description: 'What it is about.' })
  async tags(@Root() { tagIds }: ArticleView, @Ctx() { loaders }: Context) {
    return shownTags(await Promise.all(tagIds.map(id => loaders.tags.load(id))));
  }

  @FieldResolver(() => [RelatedArticleView], {
    description: 'Articles close to it, the closest first, in any language.',
  })
  async related(
    @Root() { relatedRefs }: ArticleView,
    @Ctx() { loaders }: Context,
    @Arg('first', () => Int, { nullable: true, description: 'How many; 1 to 100, 20 by default.' })
    first?: number | null,
  ) {
    const refs = relatedRefs.slice(0, pageSize(first));
    const rows = await Promise.all(refs.map(ref => loaders.articles.load(ref.articleId)));
    return refs.flatMap(({ score, why }, place) => {
      const row = rows[place] ?? null;
      return row === null ? [] : [{ article: toArticleView(row), score, why }];
    });
  }

  @FieldResolver(() => [SectionView], { description: 'The body, parted at its sub-headings.' })
  sections(@Root() article: ArticleView, @Ctx() ctx: Context) {
    return sectionsOf(article, ctx);
  }

  @FieldResolver(() => Html, { description: 'The whole body with its sub-headings.' })
  async html(@Root() article: ArticleView, @Ctx() ctx: Context) {
    return articleHtml(await sectionsOf(article, ctx));
  }

  @FieldResolver(() => String, {
    description: 'The whole body as plain text; blank lines part paragraphs and headings.',
  })
  async text(@Root() article: ArticleView, @Ctx() ctx: Context) {
    return articleText(await sectionsOf(article, ctx));
  }

  @FieldResolver(() => String, { description: 'The beginning of the body as one line of plain text.' })
  async excerpt(
    @Root() article: ArticleView,
    @Ctx() ctx: Context,
    @Arg('length', () => Int, {
      defaultValue: 200,
      description: `The most characters, 1 to ${maxExcerptLength}.`,
    })
    length: number,
  ) {
    if (length < 1 || length > maxExcerptLength)
      throw new AppError('BAD_USER_INPUT', `length must be from 1 to ${maxExcerptLength}`, {
        details: { argument: 'length' },
      });
    const sections = await sectionsOf(article, ctx);
    return excerptOf(sections.map(section => section.text).join('\n'), length);
  }
}

const lookUp = ({ id, url, slug }: ArticleLookupArgs, { loaders }: Context) => {
  if ([id, url, slug].filter(key => key != null).length !== 1)
    throw new AppError('BAD_USER_INPUT', 'article takes exactly one of id, url and slug');
  if (id != null) return loaders.articles.load(localId('Article', id));
  if (slug != null) return loaders.articlesBySlug.load(slug);
  return lookUpUrl(canonicalUrl(url ?? '') ?? '', loaders);
};

/** By the canonical address, else by another one under which a feed linked the page. */
const lookUpUrl = async (url: string, loaders: Context['loaders']) => {
  const row = await loaders.articlesByUrl.load(url);
  if (row !== null) return row;
  const found = await loaders.articleIdsByAlias.load(stableId('article', url));
  return found === null ? null : loaders.articles.load(found.id);
};
