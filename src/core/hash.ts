/** FNV-1a (Fowler, Noll, Vo) over UTF-16 code units, as an unsigned 32-bit number. */
export const hash32 = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};
