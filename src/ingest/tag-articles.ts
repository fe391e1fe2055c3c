/*
 * What the texts of new articles say of tags: glosses that make one tag of two names, words around a name that make it
 * a person's, and tags that an article is about although its publisher did not give them.
 */
import { glossesOf } from '../tags/gloss.ts';
import { isPersonCue } from '../tags/kind.ts';
import { NameTable, prominentTags } from '../tags/names.ts';
import type { TagRegistry } from '../tags/registry.ts';
import { languageOfName, maxTagsPerArticle, type Tag } from '../tags/tag.ts';
import type { PendingArticle } from '../storage/article-rows.ts';
import type { Stores } from '../storage/mongo.ts';
import type { GlossSeen } from '../storage/tag-learning.ts';
import type { Term } from '../text/analyse.ts';
import type { AnalysedFields } from '../text/analysed-fields.ts';

/** An article whose words are known. */
export interface ReadArticle {
  article: PendingArticle;
  body: string;
  words: AnalysedFields;
}

interface Mentions {
  named: number;
  person: number;
}

/** The glosses of an article; its captions are no part of what is indexed and seldom say more than its text. */
const glossesIn = (
  { article, body }: ReadArticle,
  registry: TagRegistry,
  known: ReadonlySet<string>,
): GlossSeen[] => {
  const { id, sourceId, language, headline, dek } = article;
  const isTag = (name: string): boolean => known.has(registry.resolve(name).id);
  return glossesOf([headline, dek ?? '', body].join('\n'), isTag).map(({ name, gloss, evidence }) => ({
    one: { name, language: languageOfName(name, language) },
    other: { name: gloss, language: languageOfName(gloss, language) },
    evidence,
    articleId: id,
    sourceId,
  }));
};

/** How an article treats its own tags, by tag. */
const mentionsOf = ({ words }: ReadArticle, tags: readonly Tag[]): Map<string, Mentions> => {
  const table = new NameTable<string>();
  for (const { id, name, names, kind } of tags)
    if (kind === 'TOPIC') for (const one of new Set([name, ...Object.values(names)])) table.set(one, id);
  const found = new Map<string, Mentions>();
  const note = (terms: readonly Term[]): void =>
    table.visit(terms, (id, from, to) => {
      if (to - from < 2) return;
      const isPerson = isPersonCue(terms[from - 1]?.form, terms[to]?.form);
      const known = found.get(id);
      found.set(id, { named: 1, person: Math.max(known?.person ?? 0, isPerson ? 1 : 0) });
    });
  note(words.headline);
  note(words.body);
  return found;
};

/** Tags of the text that the article does not carry yet. */
const foundIn = ({ article, body, words }: ReadArticle, registry: TagRegistry): string[] => {
  const { headline, dek, tagIds } = article;
  const own = new Set(tagIds);
  const room = Math.max(0, maxTagsPerArticle - tagIds.length);
  return prominentTags({ words, headline, dek, body }, registry.findable)
    .filter(id => !own.has(id))
    .slice(0, room);
};

/** Learns from articles that are about to be indexed, and gives them the tags of their text. */
export const tagArticles = async (
  read: readonly ReadArticle[],
  tags: ReadonlyMap<string, Tag>,
  { stores, now }: { stores: Pick<Stores, 'tags' | 'tagLearning'>; now: Date },
): Promise<Map<string, string[]>> => {
  const registry = await stores.tags.registry();
  const known = new Set(tags.keys());
  const glosses: GlossSeen[] = [];
  const mentions = new Map<string, Mentions>();
  const found = new Map<string, string[]>();
  for (const one of read) {
    glosses.push(...glossesIn(one, registry, known));
    const own = one.article.tagIds.flatMap(id => tags.get(id) ?? []);
    for (const [id, { named, person }] of one.article.revision === 1 ? mentionsOf(one, own) : []) {
      const before = mentions.get(id) ?? { named: 0, person: 0 };
      mentions.set(id, { named: before.named + named, person: before.person + person });
    }
    const more = foundIn(one, registry);
    if (more.length > 0) found.set(one.article.id, more);
  }
  await stores.tagLearning.noteGlosses(distinctGlosses(glosses), now);
  await stores.tagLearning.noteMentions(mentions);
  await addFound(read, found, stores);
  return found;
};

const distinctGlosses = (glosses: readonly GlossSeen[]): GlossSeen[] => [
  ...new Map(
    glosses.map(gloss => [`${gloss.articleId} ${gloss.one.name} ${gloss.other.name}`, gloss]),
  ).values(),
];

const addFound = async (
  read: readonly ReadArticle[],
  found: ReadonlyMap<string, string[]>,
  stores: Pick<Stores, 'tags' | 'tagLearning'>,
): Promise<void> => {
  const raised = new Map<string, number>();
  const counted = new Set<string>();
  const changed = read.flatMap(({ article: { id, tagIds, revision } }) => {
    const more = found.get(id);
    if (more === undefined) return [];
    for (const one of more) {
      if (revision === 1) raised.set(one, (raised.get(one) ?? 0) + 1);
      else counted.add(one);
    }
    return [{ id, tagIds: [...tagIds, ...more], foundTagIds: more }];
  });
  await stores.tagLearning.setFound(changed);
  await stores.tags.raise(raised);
  await stores.tags.recount([...counted]);
};
