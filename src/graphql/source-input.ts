import { Field, Float, ID, InputType } from 'type-graphql';
import { fail, ok, type Result } from '../core/result.ts';
import { feedReader, keyInAddress, type Reader } from '../sources/reader.ts';
import { LanguageTag } from './scalars.ts';
import { refused, type SourcePayload } from './source-payload.ts';
import { readerFrom, SourceReaderInput } from './source-reader-input.ts';

@InputType('AddSourceInput', { description: 'A source to read from now on.' })
export class AddSourceInput {
  @Field(() => String, {
    description:
      'The address of a feed, or of a site that offers one; of the source itself with another reader.',
  })
  url!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the publication; by default what the source calls itself, else its host.',
  })
  title?: string | null;

  @Field(() => LanguageTag, { nullable: true, description: 'Language of the publication, where it has one.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'Country as ISO 3166-1 alpha-2.' })
  country?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'What to file it under.' })
  categories!: string[];

  @Field(() => Float, {
    nullable: true,
    description: 'Editorial weight from 0 to 100; 1, the default, is neutral.',
  })
  weight?: number | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the article pages are read for their full text.',
  })
  fetchPages!: boolean;

  @Field(() => SourceReaderInput, { nullable: true, description: 'How to read it; by default as a feed.' })
  reader?: SourceReaderInput | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      "Whether to look for the feed at the address, which may be a site's. Without, it is taken as given.",
  })
  discover!: boolean;
}

@InputType('UpdateSourceInput', {
  description: 'What is to change about a source; what is absent stays as it is.',
})
export class UpdateSourceInput {
  @Field(() => ID, { description: 'The id of the source.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Name of the publication; its slug stays.' })
  title?: string | null;

  @Field(() => LanguageTag, { nullable: true, description: 'Language of the publication; null for none.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'Country as ISO 3166-1 alpha-2; null for none.' })
  country?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'What to file it under, in place of what was before.',
  })
  categories?: string[] | null;

  @Field(() => Float, { nullable: true, description: 'Editorial weight from 0 to 100; 1 is neutral.' })
  weight?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the article pages are read for their full text.',
  })
  fetchPages?: boolean | null;

  @Field(() => SourceReaderInput, {
    nullable: true,
    description: 'Another way to read it; the source is due at once then.',
  })
  reader?: SourceReaderInput | null;
}

@InputType('SourceInput', { description: 'Names a source.' })
export class SourceInput {
  @Field(() => ID, { description: 'The id of the source.' })
  id!: string;
}

@InputType('DiscoverFeedsInput', { description: 'Where to look for sources.' })
export class DiscoverFeedsInput {
  @Field(() => String, { description: "A site's address, such as https://news.example/ or news.example." })
  url!: string;
}

const maxTitleLength = 200;
const maxCategories = 50;
const maxCategoryLength = 100;
const maxWeight = 100;

/** What is wrong with the fields that adding and changing have in common; null when nothing is. */
export const faultIn = ({
  title,
  country,
  categories,
  weight,
}: Pick<UpdateSourceInput, 'title' | 'country' | 'categories' | 'weight'>): SourcePayload | null => {
  const length = title?.trim().length ?? 1;
  if (length === 0 || length > maxTitleLength)
    return refused('INVALID_TITLE', `title must have 1 to ${maxTitleLength} characters`, ['title']);
  if (country != null && !/^[a-z]{2}$/iu.test(country))
    return refused('INVALID_COUNTRY', 'country must be two letters of ISO 3166-1', ['country']);
  const isCategory = (name: string) => name.trim() !== '' && name.length <= maxCategoryLength;
  if (categories != null && (categories.length > maxCategories || !categories.every(isCategory)))
    return refused(
      'INVALID_CATEGORY',
      `categories must be at most ${maxCategories} names of 1 to ${maxCategoryLength} characters`,
      ['categories'],
    );
  if (weight != null && !(weight >= 0 && weight <= maxWeight))
    return refused('INVALID_WEIGHT', `weight must be from 0 to ${maxWeight}`, ['weight']);
  return null;
};

/** The reader for an address, or what is wrong with it. */
export const readerOrFault = (
  input: SourceReaderInput | null | undefined,
  url: string,
): Result<Reader, SourcePayload> => {
  if (input == null) return ok(feedReader);
  const parsed = readerFrom(input);
  if (!parsed.ok)
    return fail(refused('INVALID_READER', parsed.fault.message, ['reader', ...parsed.fault.path]));
  const parameter = keyInAddress(url, parsed.value);
  if (parameter === null) return parsed;
  const message = `${parameter} looks like a key: it belongs into reader.mapping.keys, by the name of its variable`;
  return fail(refused('INVALID_URL', message, ['url']));
};
