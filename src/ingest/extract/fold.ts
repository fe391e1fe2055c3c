/** Lower case letters and digits only, words parted by one blank: what two spellings of one line have in common. */
export const foldLine = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200f\u00ad]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** Drops repeats (by `foldLine`) and empty lines, keeping the first of each. */
export const distinctLines = (lines: readonly string[]): string[] => {
  const seen = new Set<string>();
  return lines.filter(line => {
    const key = foldLine(line);
    if (key === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
