/** The Link header (RFC 8288), as far as discovery needs it: which address stands in which relation. */
import { toAbsoluteUrl } from '../../core/url.ts';

/** More links than this in one header belong to no feed. */
const maxLinks = 100;
const maxHeaderChars = 16_384;

// <address> and its parameters; a comma within quotes or within the address parts nothing.
const linkPattern = /<([^<>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]*))?)*)/gu;
const parameterPattern = /;\s*([^\s=;,]+)(?:\s*=\s*(?:"([^"]*)"|([^\s;,"]*)))?/gu;

/** Of the parameters of one link; the first `rel` counts (RFC 8288 section 3.3). */
const relationsIn = (parameters: string): string[] => {
  for (const [, name = '', quoted, bare = ''] of parameters.matchAll(parameterPattern))
    if (name.toLowerCase() === 'rel') return (quoted ?? bare).toLowerCase().split(/\s+/u);
  return [];
};

/** Relation (lower case) to the first absolute http(s) address that stands in it. */
export const linksInHeader = (header: string | null, base: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const links = [...(header ?? '').slice(0, maxHeaderChars).matchAll(linkPattern)];
  for (const [, target = '', parameters = ''] of links.slice(0, maxLinks)) {
    const href = toAbsoluteUrl(target, base);
    if (href === null) continue;
    for (const rel of relationsIn(parameters)) if (!found.has(rel)) found.set(rel, href);
  }
  return found;
};
