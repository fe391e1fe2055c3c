import { Field, InputType, Int } from 'type-graphql';
import type { ApiKeyRule, ApiPaging } from '../sources/api-mapping.ts';
import { mappingPresets } from '../sources/mapping-presets.ts';
import { parseReader, type Reader, type ReaderFault, type ReaderKind } from '../sources/reader.ts';
import { fail, type Result } from '../core/result.ts';
import { ApiKeyPlaceEnum, ApiPagingKindEnum, ReaderKindEnum } from './source-reader.ts';

/** How a source is to be read, as an input. What may stand in it is checked by the domain: see parseReader. */

@InputType('ListingSelectorsInput', {
  description:
    'CSS selectors, each for an element of the page or of an entry; with @attribute behind it where the text is not meant, such as time@datetime.',
})
export class ListingSelectorsInput {
  @Field(() => String, { description: 'Each entry of the list.' })
  item!: string;

  @Field(() => String, { nullable: true, description: "Its address; by default the entry's first link." })
  link?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Its headline; by default the first heading, else the link's text.",
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'When it was published; by default the first time element.',
  })
  date?: string | null;

  @Field(() => String, { nullable: true, description: 'Its picture; by default the first one in the entry.' })
  image?: string | null;

  @Field(() => String, { nullable: true, description: 'Its summary; none by default.' })
  summary?: string | null;

  @Field(() => String, { nullable: true, description: 'Who wrote it; nobody by default.' })
  author?: string | null;
}

@InputType('ApiFieldsInput', {
  description:
    'Where the fields of an article come from: for each a list of paths into an entry, such as fields.headline or tags[type=contributor].name, or constants such as =en. The first that gives a value is used.',
})
class ApiFieldsInput {
  @Field(() => [String], { description: 'The address of the article.' })
  url!: string[];

  @Field(() => [String], { nullable: true, description: 'The headline.' })
  title?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'What identifies the entry within its source.' })
  guid?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The summary, text or HTML.' })
  summary?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The body, text or HTML.' })
  content?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Names of authors, all that the path gives.' })
  authors?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'What it is filed under, all that the path gives.' })
  categories?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'When it was published.' })
  publishedAt?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'When it was last edited.' })
  updatedAt?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Addresses of pictures.' })
  images?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Its language.' })
  language?: string[] | null;
}

@InputType('ApiConstantInput', { description: 'A query parameter that is always sent.' })
class ApiConstantInput {
  @Field(() => String, { description: 'Name of the parameter.' })
  name!: string;

  @Field(() => String, { description: 'Its value.' })
  value!: string;
}

@InputType('ApiKeyInput', {
  description: 'A key to send, by the name of the environment variable that holds it.',
})
class ApiKeyInput {
  @Field(() => ApiKeyPlaceEnum, { description: 'Where it is sent.' })
  place!: ApiKeyRule['place'];

  @Field(() => String, { description: 'Name of the header or parameter.' })
  name!: string;

  @Field(() => String, { description: 'Name of the environment variable; it begins with KHABAR_SECRET_.' })
  variable!: string;

  @Field(() => String, { nullable: true, description: 'Before the key in a header, such as "Bearer ".' })
  prefix?: string | null;
}

@InputType('ApiPagingInput', { description: 'How the pages after the first are asked for.' })
class ApiPagingInput {
  @Field(() => ApiPagingKindEnum, { description: 'By number or by cursor.' })
  kind!: ApiPaging['kind'];

  @Field(() => String, { description: 'The query parameter that says which page.' })
  parameter!: string;

  @Field(() => Int, { nullable: true, description: 'PAGE: number of the first page; 1 by default.' })
  first?: number | null;

  @Field(() => Int, { nullable: true, description: 'PAGE: added from page to page; 1 by default.' })
  step?: number | null;

  @Field(() => String, { nullable: true, description: "PAGE: path of the last page's number." })
  last?: string | null;

  @Field(() => String, { nullable: true, description: "CURSOR: path of the next page's cursor." })
  next?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Pages read at one poll at the most, up to 10; 3 by default.',
  })
  maxPages?: number | null;
}

@InputType('ApiComparisonInput', { description: 'A value of the answer, and what it may be.' })
class ApiComparisonInput {
  @Field(() => String, { description: 'Path of the value.' })
  path!: string;

  @Field(() => [String], { description: 'Values, any of which will do.' })
  equals!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Path of the reason that a bad answer gives (check only).',
  })
  message?: string | null;
}

@InputType('ApiMappingInput', { description: 'How the answer of a JSON API is read as a list of articles.' })
class ApiMappingInput {
  @Field(() => String, {
    description: 'Path of the list of articles, such as response.results; $ is the whole answer.',
  })
  items!: string;

  @Field(() => ApiFieldsInput, { description: 'Where the fields of an article come from.' })
  fields!: ApiFieldsInput;

  @Field(() => [ApiConstantInput], { nullable: true, description: 'Constant query parameters.' })
  query?: ApiConstantInput[] | null;

  @Field(() => [ApiKeyInput], { nullable: true, description: 'Keys to send.' })
  keys?: ApiKeyInput[] | null;

  @Field(() => ApiPagingInput, { nullable: true, description: 'How it pages; by default one answer is all.' })
  paging?: ApiPagingInput | null;

  @Field(() => ApiComparisonInput, { nullable: true, description: 'What an answer that went well says.' })
  check?: ApiComparisonInput | null;

  @Field(() => [ApiComparisonInput], { nullable: true, description: 'Entries that are to be left out.' })
  skip?: ApiComparisonInput[] | null;
}

@InputType('SourceReaderInput', {
  description: 'How to read a source. API takes one of preset and mapping, LISTING takes selectors.',
})
export class SourceReaderInput {
  @Field(() => ReaderKindEnum, { description: 'The kind of source.' })
  kind!: ReaderKind;

  @Field(() => String, {
    nullable: true,
    description: 'API: name of a mapping that comes with the product: newsapi, guardian.',
  })
  preset?: string | null;

  @Field(() => ApiMappingInput, { nullable: true, description: 'API: how to read its answers.' })
  mapping?: ApiMappingInput | null;

  @Field(() => ListingSelectorsInput, { nullable: true, description: 'LISTING: where the page has what.' })
  selectors?: ListingSelectorsInput | null;
}

/** The reader that an input means, or what is wrong with it. */
export const readerFrom = ({ preset, ...input }: SourceReaderInput): Result<Reader, ReaderFault> => {
  if (preset == null) return parseReader(withoutNulls(input));
  if (input.mapping != null) return fail({ path: ['preset'], message: 'takes one of preset and mapping' });
  const mapping = mappingPresets.get(preset);
  return mapping === undefined
    ? fail({ path: ['preset'], message: `preset must be one of ${[...mappingPresets.keys()].join(', ')}` })
    : parseReader({ ...withoutNulls(input), mapping });
};

/** A null in an input means the default, as if it were absent; and class instances become plain objects. */
const withoutNulls = (input: object): object =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value != null)
      .map(([name, value]: [string, unknown]) => [name, plain(value)]),
  );

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? withoutNulls(value) : value;
};
