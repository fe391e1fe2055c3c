/** Element names by the part they play in a page's text. */

/** Elements that end a line of text (the HTML standard's flow elements, obsolete ones included). */
export const blockTags: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
  h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody td tfoot
  th thead tr ul video audio noscript`.split(/\s+/u),
);

/** Elements whose whole content is of no use to a reader of text. */
export const skippedTags: ReadonlySet<string> = new Set(
  'script style svg math template object embed applet canvas select datalist textarea iframe title'.split(
    ' ',
  ),
);

export const headingTags: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Inline elements that survive into an article's HTML. */
export const keptInlineTags: ReadonlySet<string> = new Set(
  'a strong em b i u s sub sup code kbd samp q cite abbr time mark small br ins del var dfn ruby rt rp bdi bdo'.split(
    ' ',
  ),
);
