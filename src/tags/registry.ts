/*
 * Which tag a name means. Most names mean the tag of their own id, so only the exceptions are held: names of places,
 * aliases, tags that were merged, and tags that are suppressed. Looking up a name that came before is one look at a map.
 */
import { coreOf, isFurniture } from './furniture.ts';
import { NameTable } from './names.ts';
import { placeOf, type Place } from './places.ts';
import { nameWords } from './same-name.ts';
import { tagId, tagKey, type TagKind } from './tag.ts';

/** What the registry knows of a tag. */
export interface RegisteredTag {
  id: string;
  kind: TagKind;
  /** Every name that means it. */
  names: readonly string[];
  /** The tag that it was merged into; null while it stands for itself. */
  mergedInto: string | null;
  suppressed: boolean;
  /** An editor said that it is to be shown, whatever its words. */
  kept: boolean;
}

export interface Resolved {
  id: string;
  /** The id that a tag of this name alone has. */
  ownId: string;
  hidden: boolean;
  /** Its words in normal form, and what is left of them without furniture at the ends, where there is any. */
  words: string;
  core: string | null;
  /** The place, where the name is one's. */
  place: Place | null;
}

const maxRemembered = 50_000;
const maxHops = 8;

export class TagRegistry {
  readonly #tags = new Map<string, RegisteredTag>();
  readonly #aliases = new Map<string, string>();
  /** By the id that a tag of that name alone would have. */
  readonly #aliasIds = new Map<string, string>();
  readonly #remembered = new Map<string, Resolved>();
  /** Names to find in texts: of people, places and organisations that are shown. */
  readonly findable = new NameTable<string>();

  /** Takes in what is new of tags. */
  apply(tags: readonly RegisteredTag[]): void {
    if (tags.length === 0) return;
    for (const tag of tags) this.#forget(tag.id);
    for (const tag of tags) this.#add(tag);
    this.#remembered.clear();
  }

  /** The tag that an id means by now. */
  canonical(id: string): string {
    let at = id;
    for (let hop = 0; hop < maxHops; hop += 1) {
      const tag = this.#tags.get(at);
      const next = tag === undefined ? this.#aliasIds.get(at) : tag.mergedInto;
      if (next == null) return at;
      at = next;
    }
    return at;
  }

  isHidden(id: string): boolean {
    return this.#tags.get(this.canonical(id))?.suppressed ?? false;
  }

  /** The tags that these ids mean by now, those that are shown. */
  visible(ids: readonly string[]): string[] {
    return [...new Set(ids.map(id => this.canonical(id)))].filter(id => !this.isHidden(id));
  }

  resolve(name: string): Resolved {
    const known = this.#remembered.get(name);
    if (known !== undefined) return known;
    const resolved = this.#resolve(name);
    if (this.#remembered.size >= maxRemembered) this.#remembered.clear();
    this.#remembered.set(name, resolved);
    return resolved;
  }

  #resolve(name: string): Resolved {
    const place = placeOf(name);
    const alias = this.#aliases.get(tagKey(name));
    const ownId = tagId(name);
    const id = this.canonical(alias ?? (place === null ? ownId : tagId(place.english)));
    const tag = this.#tags.get(id);
    const [words, core] = [nameWords(name).join(' '), coreOf(name)];
    return {
      id,
      ownId,
      place,
      words,
      core,
      hidden: tag?.suppressed ?? (tag?.kept !== true && isFurniture(name)),
    };
  }

  #add(tag: RegisteredTag): void {
    this.#tags.set(tag.id, tag);
    if (tag.mergedInto !== null) return;
    for (const name of tag.names) {
      this.#aliases.set(tagKey(name), tag.id);
      this.#aliasIds.set(tagId(name), tag.id);
      if (!tag.suppressed && isFindable(name, tag.kind)) this.findable.set(name, tag.id);
    }
  }

  #forget(id: string): void {
    const tag = this.#tags.get(id);
    if (tag === undefined) return;
    this.#tags.delete(id);
    for (const name of tag.names) {
      if (this.#aliases.get(tagKey(name)) !== id) continue;
      this.#aliases.delete(tagKey(name));
      this.#aliasIds.delete(tagId(name));
      this.findable.delete(name);
    }
  }
}

/** One word is enough for a known place; other names of one word are words of the language too. */
const isFindable = (name: string, kind: TagKind): boolean => {
  if (kind === 'TOPIC' || isFurniture(name)) return false;
  if (kind === 'PLACE' && placeOf(name) !== null) return !/^\p{Lu}{2,3}$/u.test(name) || name === 'USA';
  return nameWords(name).length >= 2;
};
