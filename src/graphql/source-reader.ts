import { createUnionType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ApiKeyRule, ApiMapping, ApiPaging } from '../sources/api-mapping.ts';
import { mappingPresets } from '../sources/mapping-presets.ts';
import { feedReader, readerKinds, type Reader, type ReaderKind } from '../sources/reader.ts';
import type { ListingSelectors } from '../sources/selectors.ts';
import { enumOf } from './enums.ts';

/** How a source is read, as an answer. */

export const ReaderKindEnum = enumOf(readerKinds);
registerEnumType(ReaderKindEnum, {
  name: 'ReaderKind',
  description: 'The kind of source that is read. The list may grow.',
  valuesConfig: {
    FEED: { description: 'A feed: RSS, Atom, RDF or JSON Feed.' },
    SITEMAP: { description: 'A news sitemap, or an index of sitemaps.' },
    API: { description: 'A JSON API, read by a declared mapping.' },
    LISTING: { description: 'A page that lists articles, read by CSS selectors.' },
  },
});

@ObjectType('FeedReader', {
  simpleResolvers: true,
  description: 'Reads a feed; nothing need be said about it.',
})
export class FeedReaderView {
  @Field(() => ReaderKindEnum, { description: 'FEED.' })
  kind!: ReaderKind;
}

@ObjectType('SitemapReader', {
  simpleResolvers: true,
  description: 'Reads a sitemap and what it lists, the newest first.',
})
export class SitemapReaderView {
  @Field(() => ReaderKindEnum, { description: 'SITEMAP.' })
  kind!: ReaderKind;
}

@ObjectType('ApiConstant', { simpleResolvers: true, description: 'A query parameter that is always sent.' })
export class ApiConstantView {
  @Field(() => String, { description: 'Name of the parameter.' })
  name!: string;

  @Field(() => String, { description: 'Its value.' })
  value!: string;
}

export const ApiKeyPlaceEnum = enumOf(['HEADER', 'QUERY'] as const);
registerEnumType(ApiKeyPlaceEnum, {
  name: 'ApiKeyPlace',
  description: 'Where an API wants its key.',
  valuesConfig: {
    HEADER: { description: 'In a header.' },
    QUERY: { description: 'In a query parameter.' },
  },
});

@ObjectType('ApiKeyRule', {
  simpleResolvers: true,
  description: 'Which key is sent where. The key itself is in the environment and is never shown.',
})
export class ApiKeyRuleView {
  @Field(() => ApiKeyPlaceEnum, { description: 'Where it is sent.' })
  place!: ApiKeyRule['place'];

  @Field(() => String, { description: 'Name of the header or parameter.' })
  name!: string;

  @Field(() => String, { description: 'Name of the environment variable that holds the key.' })
  variable!: string;
}

export const ApiPagingKindEnum = enumOf(['PAGE', 'CURSOR'] as const);
registerEnumType(ApiPagingKindEnum, {
  name: 'ApiPagingKind',
  description: 'How an API gives what did not fit into one answer.',
  valuesConfig: {
    PAGE: { description: 'By the number of a page, or by an offset.' },
    CURSOR: { description: 'By a value that each answer gives for the next one.' },
  },
});

@ObjectType('ApiPaging', {
  simpleResolvers: true,
  description: 'How the pages after the first are asked for.',
})
export class ApiPagingView {
  @Field(() => ApiPagingKindEnum, { description: 'By number or by cursor.' })
  kind!: ApiPaging['kind'];

  @Field(() => String, { description: 'The query parameter that says which page.' })
  parameter!: string;

  @Field(() => Int, { description: 'Pages read at one poll at the most.' })
  maxPages!: number;
}

@ObjectType('ApiField', { simpleResolvers: true, description: 'Where a field of an article comes from.' })
export class ApiFieldView {
  @Field(() => String, { description: 'The field: url, title, summary and so on.' })
  name!: string;

  @Field(() => [String], {
    description:
      'Paths into an entry of the answer, or constants such as =en; the first that gives a value is used.',
  })
  rules!: string[];
}

@ObjectType('ApiReader', { simpleResolvers: true, description: 'Reads a JSON API by a declared mapping.' })
export class ApiReaderView {
  @Field(() => ReaderKindEnum, { description: 'API.' })
  kind!: ReaderKind;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the shipped mapping that this is, if it is one.',
  })
  preset!: string | null;

  @Field(() => String, { description: 'Path of the list of articles in the answer.' })
  items!: string;

  @Field(() => [ApiFieldView], { description: 'The fields that are mapped.' })
  fields!: ApiFieldView[];

  @Field(() => [ApiConstantView], { description: 'Constant query parameters.' })
  query!: ApiConstantView[];

  @Field(() => [ApiKeyRuleView], { description: 'The keys that are sent.' })
  keys!: ApiKeyRuleView[];

  @Field(() => ApiPagingView, { nullable: true, description: 'How it pages; null where one answer is all.' })
  paging!: ApiPagingView | null;
}

@ObjectType('ListingSelectors', {
  simpleResolvers: true,
  description:
    'CSS selectors, each for an element of the page or of an entry; with @attribute behind it where the text is not meant, such as time@datetime.',
})
export class ListingSelectorsView {
  @Field(() => String, { description: 'Each entry of the list.' })
  item!: string;

  @Field(() => String, { nullable: true, description: "Its address; by default the entry's first link." })
  link!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Its headline; by default the first heading, else the link's text.",
  })
  title!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'When it was published; by default the first time element.',
  })
  date!: string | null;

  @Field(() => String, { nullable: true, description: 'Its picture; by default the first one in the entry.' })
  image!: string | null;

  @Field(() => String, { nullable: true, description: 'Its summary; none by default.' })
  summary!: string | null;

  @Field(() => String, { nullable: true, description: 'Who wrote it; nobody by default.' })
  author!: string | null;
}

@ObjectType('ListingReader', {
  simpleResolvers: true,
  description: 'Reads a page that lists articles by CSS selectors.',
})
export class ListingReaderView {
  @Field(() => ReaderKindEnum, { description: 'LISTING.' })
  kind!: ReaderKind;

  @Field(() => ListingSelectorsView, { description: 'Where the page has what.' })
  selectors!: ListingSelectors;
}

export const SourceReaderView = createUnionType({
  name: 'SourceReader',
  description: 'How a source is read, by the kind of source.',
  types: () => [FeedReaderView, SitemapReaderView, ApiReaderView, ListingReaderView] as const,
  resolveType: ({ kind }: { kind: ReaderKind }) => viewByKind[kind],
});

const viewByKind = {
  FEED: FeedReaderView,
  SITEMAP: SitemapReaderView,
  API: ApiReaderView,
  LISTING: ListingReaderView,
} as const;

export const toReaderView = (
  reader: Reader = feedReader,
): FeedReaderView | SitemapReaderView | ApiReaderView | ListingReaderView => {
  if (reader.kind !== 'API') return reader;
  const { fields, ...mapping } = reader.mapping;
  const mapped = Object.entries(fields).filter(([, rules]) => rules.length > 0);
  return {
    ...mapping,
    kind: reader.kind,
    preset: presetOf(reader.mapping),
    fields: mapped.map(([name, rules]) => ({ name, rules })),
  };
};

const presetOf = (mapping: ApiMapping): string | null => {
  const text = JSON.stringify(mapping);
  return [...mappingPresets].find(([, preset]) => JSON.stringify(preset) === text)?.[0] ?? null;
};
