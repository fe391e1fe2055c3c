/**
 * The Robots Exclusion Protocol (RFC 9309) plus the older `crawl-delay`. Matching takes no regular expression and no
 * table of path by pattern, so that a file written to be slow is not.
 */

export interface RobotsRules {
  /** The rules for one product token: its own group, or else the one for everybody. */
  forToken(token: string): RobotsGroup;
}

export interface RobotsGroup {
  /** @param path path and query of a URL, as URL prints them */
  allows(path: string): boolean;
  crawlDelaySeconds: number | null;
}

interface Rule {
  /** Pieces between the asterisks, percent-encoding in one form. */
  pieces: string[];
  /** The pattern ended in `$`. */
  toEnd: boolean;
  allow: boolean;
  /** Octets of the pattern: the longest match decides. */
  length: number;
}

interface Group {
  rules: Rule[];
  crawlDelaySeconds: number | null;
}

const everybody = '*';

/** Any more are of no use to a site, only to somebody who wants us to count. */
const maxRulesPerGroup = 5_000;
const maxPatternChars = 2_048;

const unreserved = /%(?:2D|2E|5F|7E|3\d|[46][1-9A-F]|[57]\d|[57]A)/g;

/** One form for the spellings of a path: non-ASCII encoded, hex digits in upper case, needless encoding undone. */
const normalise = (path: string): string =>
  path
    .replace(/[^\x21-\x7e]+/gu, text => encodeURIComponent(text.toWellFormed()))
    .replace(/%[0-9a-f]{2}/gi, code => code.toUpperCase())
    .replace(unreserved, code => String.fromCharCode(Number.parseInt(code.slice(1), 16)));

const toRule = (pattern: string, allow: boolean): Rule => {
  const toEnd = pattern.endsWith('$');
  const text = normalise(toEnd ? pattern.slice(0, -1) : pattern);
  return { pieces: text.split('*'), toEnd, allow, length: pattern.length };
};

/** Whether the pattern matches from the start of the path: each piece at its first place after the one before. */
const matches = ({ pieces, toEnd }: Rule, path: string): boolean => {
  const [head = '', ...rest] = pieces;
  if (!path.startsWith(head)) return false;
  let at = head.length;
  const last = toEnd ? rest.pop() : undefined;
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  if (!toEnd) return true;
  return last === undefined ? at === path.length : path.endsWith(last) && path.length - last.length >= at;
};

const allows = (rules: readonly Rule[], path: string): boolean => {
  const normal = normalise(path);
  let best: Rule | null = null;
  for (const rule of rules) {
    const isBetter =
      best === null || rule.length > best.length || (rule.length === best.length && rule.allow);
    if (isBetter && matches(rule, normal)) best = rule;
  }
  return best?.allow ?? true;
};

/** The token of a user-agent line or of ours: letters, hyphens and underscores, whatever follows is dropped. */
const tokenOf = (name: string): string => {
  const trimmed = name.trim().toLowerCase();
  return trimmed.startsWith(everybody) ? everybody : (/^[a-z_-]+/.exec(trimmed)?.[0] ?? trimmed);
};

const fieldsOf = (line: string): { name: string; value: string } | null => {
  const [content = ''] = line.split('#', 1);
  const colon = content.indexOf(':');
  if (colon === -1) return null;
  return { name: content.slice(0, colon).trim().toLowerCase(), value: content.slice(colon + 1).trim() };
};

const applyField = (groups: readonly Group[], name: string, value: string): void => {
  for (const group of groups) {
    if ((name === 'allow' || name === 'disallow') && value !== '' && group.rules.length < maxRulesPerGroup) {
      group.rules.push(toRule(value.slice(0, maxPatternChars), name === 'allow'));
    }
    const delay = Number(value);
    if (name === 'crawl-delay' && value !== '' && delay >= 0) group.crawlDelaySeconds = delay;
  }
};

/** Total: whatever is not a rule is skipped. Groups for one token are taken together. */
export const parseRobots = (text: string): RobotsRules => {
  const groups = new Map<string, Group>();
  let current: Group[] = [];
  let inNames = false;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const field = fieldsOf(line);
    if (field === null) continue;
    if (field.name === 'user-agent') {
      const token = tokenOf(field.value);
      const group = groups.get(token) ?? { rules: [], crawlDelaySeconds: null };
      groups.set(token, group);
      current = inNames ? [...current, group] : [group];
    } else {
      applyField(current, field.name, field.value);
    }
    // A sitemap line between two names belongs to no group and does not end one.
    if (field.name !== 'sitemap') inNames = field.name === 'user-agent';
  }
  return {
    forToken: token => {
      const group = groups.get(tokenOf(token)) ?? groups.get(everybody);
      return {
        allows: path => allows(group?.rules ?? [], path),
        crawlDelaySeconds: group?.crawlDelaySeconds ?? null,
      };
    },
  };
};
