import { type UiLanguage, type UiStrings, uiStrings } from './strings.ts';

/** What one visitor's page is made for. */
export interface View {
  /** Language of the reader's own words. */
  ui: UiLanguage;
  strings: UiStrings;
  /** The one language of the stories, or null for all. */
  only: UiLanguage | null;
  /** IANA name of the zone that times are shown in. */
  timeZone: string;
}

export interface ViewInput {
  lang: string | undefined;
  timeZone: string;
}

const asUiLanguage = (value: string | undefined): UiLanguage | null =>
  value === 'hi' || value === 'en' ? value : null;

export const viewOf = ({ lang, timeZone }: ViewInput): View => {
  const only = asUiLanguage(lang);
  const ui = only ?? 'en';
  return { ui, strings: uiStrings[ui], only, timeZone };
};

/** A path of the reader that keeps the visitor's language. Null and empty parameters are left out. */
export const pathTo = (
  view: View,
  path: string,
  params: Readonly<Record<string, string | null>> = {},
): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ lang: view.only, ...params })) {
    if (value !== null) query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
};

/** A path with a name in it that may be in any script. */
export const pathOf = (view: View, kind: 'article' | 'tag' | 'source', slug: string): string =>
  pathTo(view, `/${kind}/${encodeURIComponent(slug)}`);

/** HTML marks text of an unknown language with an empty attribute. */
export const langAttribute = (language: string | null): string =>
  language === 'und' ? '' : (language ?? '');
