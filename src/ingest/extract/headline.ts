/**
 * The headline, without the site's name. Publishers give up to four of them: in JSON-LD, OpenGraph, the heading on the
 * page and the title element. JSON-LD's is the most exact one, unless OpenGraph and the visible heading agree against it.
 */
import { foldLine } from './fold.ts';
import { textValue, valueOf } from './json-ld.ts';
import type { PageMeta } from './page-meta.ts';

const separator =
  /\s+[|\-\u2013\u2014\u00b7\u2022\u00bb*\u3163/]+\s+|\s*[|\u3163\uff5c]\s*|\s+::\s+|\uff1a(?=[^\uff1a]{2,14}$)/gu;

const squeeze = (text: string): string => foldLine(text).replaceAll(' ', '');

/** Cuts the site's name off either end, and whatever follows a headline that another field gives on its own. */
export const withoutSiteName = (
  title: string,
  siteNames: readonly string[],
  others: readonly string[],
): string => {
  const sites = new Set(siteNames.map(squeeze).filter(name => name !== ''));
  const alone = new Set(others.map(squeeze).filter(name => name.length > 8));
  let text = title.trim();
  for (let round = 0; round < 3; round += 1) {
    const cuts = [...text.matchAll(separator)];
    const head = cuts.find(cut => alone.has(squeeze(text.slice(0, cut.index))));
    const last = cuts.at(-1);
    const first = cuts[0];
    if (head !== undefined) text = text.slice(0, head.index).trim();
    else if (last !== undefined && sites.has(squeeze(text.slice(last.index + last[0].length))))
      text = text.slice(0, last.index).trim();
    else if (first !== undefined && sites.has(squeeze(text.slice(0, first.index))))
      text = text.slice(first.index + first[0].length).trim();
    else break;
  }
  return text;
};

export const findHeadline = (meta: PageMeta, title: string | null): string | null => {
  const { article, h1, siteNames } = meta;
  const raw = {
    jsonLd: article === null ? null : textValue(valueOf(article, 'headline')),
    openGraph: meta.first('og:title'),
    heading: h1,
    other: meta.first('twitter:title', 'dc.title', 'parsely-title', 'title'),
    title,
    name: article === null ? null : textValue(valueOf(article, 'name')),
  };
  const everyone = Object.values(raw).filter(value => value !== null);
  const clean = (value: string | null): string | null =>
    value === null
      ? null
      : withoutSiteName(
          value,
          siteNames,
          everyone.filter(other => other !== value),
        ) || null;
  const jsonLd = clean(raw.jsonLd);
  const openGraph = clean(raw.openGraph);
  const heading = clean(raw.heading);
  const alternative = article === null ? null : textValue(valueOf(article, 'alternativeHeadline'));
  const isSame = (left: string | null, right: string | null): boolean =>
    left !== null && right !== null && foldLine(left) === foldLine(right);
  if (jsonLd === null) return openGraph ?? heading ?? clean(raw.other) ?? clean(raw.title) ?? clean(raw.name);
  // Some content systems cut the headline that they give to search engines.
  const cut = /^(.{20,}?)\s*(?:\.{3}|…)$/u.exec(jsonLd)?.[1];
  const whole = [heading, openGraph].find(
    other => cut !== undefined && other?.startsWith(cut) && other.length > jsonLd.length,
  );
  if (typeof whole === 'string') return whole;
  const isOutvoted = isSame(openGraph, heading) && !isSame(jsonLd, openGraph) && !isSame(jsonLd, alternative);
  return isOutvoted ? openGraph : jsonLd;
};
