/** The parts of a reference article that is kept as plain text: headline, standfirst, caption, body, furniture labels. */
export interface SeedArticle {
  headline: string;
  dek: string;
  caption: string;
  opening: string;
  sections: { heading: string; text: string }[];
  labels: string[];
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const readSeedArticle = (plain: string): SeedArticle => {
  const [headline = '', dek = '', caption = '', opening = '', ...rest] = plain
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  const labels = rest.slice(-5);
  const body = rest.slice(0, -5);
  const sections = body.flatMap((line, at) =>
    at % 2 === 0 ? [{ heading: line, text: body[at + 1] ?? '' }] : [],
  );
  return { headline, dek, caption, opening, sections, labels };
};

const listUnder = (label: string, names: readonly string[]): string =>
  `<h3>${escape(label)}</h3><ul>${names.map((name, at) => `<li><a href="/${at}">${escape(name)}</a></li>`).join('')}</ul>`;

/** How a page marks its sub-headings. */
export type HeadingStyle = 'h2' | 'bold';

const headingHtml = (heading: string, style: HeadingStyle): string =>
  style === 'h2' ? `<h2>${escape(heading)}</h2>` : `<p><strong>${escape(heading)}</strong></p>`;

/** A publisher's page around the article, without JSON-LD. */
export const seedPage = (article: SeedArticle, tags: readonly string[], style: HeadingStyle): string => {
  const [tagLabel = '', shareLabel = '', ...rowLabels] = article.labels;
  const rows = rowLabels.map(label =>
    listUnder(
      label,
      [1, 2, 3, 4].map(number => `${label} ${number}: कुछ और खबर जो इस लेख की नहीं है`),
    ),
  );
  return `<!doctype html><html lang="hi"><head><title>${escape(article.headline)} - दैनिक</title></head><body>
<nav><a href="/">होम</a> <a href="/world">दुनिया</a></nav>
<article><h1>${escape(article.headline)}</h1><p>${escape(article.dek)}</p>
<figure><img src="/media/lead.jpg" alt=""><figcaption>${escape(article.caption)}</figcaption></figure>
<p>${escape(article.opening)}</p>
${article.sections.map(({ heading, text }) => `${headingHtml(heading, style)}<p>${escape(text)}</p>`).join('\n')}
${listUnder(tagLabel, tags)}
<h3>${escape(shareLabel)}</h3><p><a href="https://facebook.com/share">Facebook</a> <a href="https://x.com/share">X</a></p>
${rows.join('\n')}
</article></body></html>`;
};
