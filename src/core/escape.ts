const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and as an attribute value, in XML and in HTML. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"']/g, char => entities[char] ?? char);
