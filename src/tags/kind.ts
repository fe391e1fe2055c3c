import { placeOf } from './places.ts';
import { deedsBehind, organisationWords, placeWords, rolesBefore } from './kind-words.ts';
import { nameWords } from './same-name.ts';
import type { TagKind } from './tag.ts';

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u).flatMap(nameWords));

const organisations = wordsOf(organisationWords);
const places = wordsOf(placeWords);
const roles = wordsOf(rolesBefore);
const deeds = wordsOf(deedsBehind);

/** What a name says of itself; a topic where it says nothing. */
export const kindOfName = (name: string): TagKind => {
  if (placeOf(name) !== null) return 'PLACE';
  const words = nameWords(name);
  // "Police" alone is a topic; "Delhi Police" is one of them.
  if (words.length < 2) return 'TOPIC';
  if (words.some(word => organisations.has(word))) return 'ORGANISATION';
  return words.some(word => places.has(word)) ? 'PLACE' : 'TOPIC';
};

/** Whether the words around a name treat it as a person's: "President NAME", "NAME said", "NAME ने". */
export const isPersonCue = (before: string | undefined, behind: string | undefined): boolean =>
  (before !== undefined && roles.has(before)) || (behind !== undefined && deeds.has(behind));

/** What was counted of a tag in the texts of articles. */
export interface KindEvidence {
  /** Articles that name it. */
  named: number;
  /** Those in which the words around it treat it as a person. */
  person: number;
  /** Whether articles give its name in two scripts that sound alike, as they do with foreign and proper names. */
  isGlossed: boolean;
}

const minCues = 2;
const minShare = 0.3;

/** The kind of a tag by its names and by what articles say of it. */
export const decideKind = (names: readonly string[], { named, person, isGlossed }: KindEvidence): TagKind => {
  const told = names.map(kindOfName).find(kind => kind !== 'TOPIC');
  if (told !== undefined) return told;
  const mayBePerson = names.some(name => {
    const { length } = nameWords(name);
    return length >= 2 && length <= 4;
  });
  if (!mayBePerson) return 'TOPIC';
  const cues = isGlossed ? 1 : minCues;
  return person >= cues && person >= named * minShare ? 'PERSON' : 'TOPIC';
};
