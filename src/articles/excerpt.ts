/** The beginning of a text up to a word's end within `length` characters, with an ellipsis where something is left out. */
export const excerptOf = (text: string, length: number): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length + 1);
  const end = cut.lastIndexOf(' ');
  return `${(end > 0 ? cut.slice(0, end) : line.slice(0, length)).replace(/[\s,;:।–-]+$/u, '')}…`;
};

/** Words a minute that an adult reads silently: about 238 for English non-fiction (Brysbaert 2019). */
const wordsPerMinute = 238;

export const readingSeconds = (wordCount: number): number => Math.ceil((wordCount / wordsPerMinute) * 60);
