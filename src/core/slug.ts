/** Words of a title joined by hyphens, in their own script: "किम जोंग रूस पहुंचे" → "किम-जोंग-रूस-पहुंचे". */
export const slugify = (text: string, maxLength = 80): string => {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > maxLength) break;
    slug = longer;
  }
  return slug === '' ? (words[0]?.slice(0, maxLength) ?? 'untitled') : slug;
};
