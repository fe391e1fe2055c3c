/*
 * Differences of two texts in whole words, by the algorithm of Myers (1986). Paragraphs are compared first, and only
 * those that changed word by word. Words are cut here: the word pattern of the library knows Latin letters only and
 * would part Devanagari at its vowel signs.
 */
import { diffArrays } from 'diff';
import { tokensOf } from '../text/tokens.ts';

export const diffKinds = ['SAME', 'ADDED', 'REMOVED'] as const;
export type DiffKind = (typeof diffKinds)[number];

export interface DiffPart {
  kind: DiffKind;
  text: string;
}

/** The work of a comparison grows with the square of this; past it a paragraph counts as written anew. */
const maxEdits = 1_500;

export const countWords = (text: string): number => tokensOf(text).length;

/** The parts in order: SAME and ADDED make the new text, SAME and REMOVED the old one. */
export const diffWords = (before: string, after: string): DiffPart[] => {
  const parts: DiffPart[] = [];
  const byParagraph = compare(paragraphsOf(before), paragraphsOf(after));
  for (let at = 0; at < byParagraph.length; at += 1) {
    const [part, next] = [byParagraph[at], byParagraph[at + 1]];
    if (part?.kind === 'REMOVED' && next?.kind === 'ADDED') {
      for (const inner of compare(wordsOf(part.text), wordsOf(next.text))) append(parts, inner);
      at += 1;
    } else if (part !== undefined) append(parts, part);
  }
  return parts;
};

const append = (parts: DiffPart[], part: DiffPart): void => {
  const last = parts.at(-1);
  if (last?.kind === part.kind) last.text += part.text;
  else if (part.text !== '') parts.push({ ...part });
};

const compare = (before: string[], after: string[]): DiffPart[] => {
  const changes = diffArrays(before, after, { maxEditLength: maxEdits });
  if (changes === undefined)
    return [
      { kind: 'REMOVED', text: before.join('') },
      { kind: 'ADDED', text: after.join('') },
    ];
  const parts: DiffPart[] = [];
  for (const { added, removed, value } of changes)
    append(parts, { kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME', text: value.join('') });
  return parts;
};

/** Paragraphs with the line breaks behind them. */
const paragraphsOf = (text: string): string[] => text.match(/[^\n]+\n*|\n+/gu) ?? [];

const charactersOf = (text: string): string[] => Array.from(text);

/** Words, and what stands between them character by character. */
const wordsOf = (text: string): string[] => {
  const words: string[] = [];
  let end = 0;
  for (const token of tokensOf(text)) {
    // Words of scripts without spaces overlap.
    if (token.start < end) continue;
    words.push(...charactersOf(text.slice(end, token.start)), text.slice(token.start, token.end));
    end = token.end;
  }
  words.push(...charactersOf(text.slice(end)));
  return words;
};
