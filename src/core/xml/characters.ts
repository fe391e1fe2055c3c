/** UTF-16 codes that mark-up turns on. */
export const bang = 0x21;
export const slash = 0x2f;
export const less = 0x3c;
export const equals = 0x3d;
export const greater = 0x3e;
export const question = 0x3f;

export const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** Letters, "_" and, roughly, the letters of other scripts (XML 1.0 section 2.3, NameStartChar). */
export const isNameStart = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code > 0xbf;

/** Also digits, ":", "-", "." and the middle dot. */
export const isNameCharacter = (code: number): boolean =>
  isNameStart(code) || (code >= 0x30 && code <= 0x3a) || code === 0x2d || code === 0x2e || code >= 0xb7;
