/*
 * One style sheet for all pages. Type is set in what the visitor's system has: no font is downloaded. Devanagari
 * needs more room between lines than Latin, because of the marks above and below.
 */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --paper: #fdfbf7; --raised: #f4f0e8; --ink: #1c1a17; --soft: #5c564d; --rule: #ddd6c9; --accent: #9d1535;
  --serif: 'Iowan Old Style', 'Palatino Linotype', Georgia, 'Noto Serif', 'Noto Serif Devanagari', 'Kohinoor Devanagari', 'Devanagari MT', 'Nirmala UI', 'Noto Sans Devanagari', serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Devanagari', 'Kohinoor Devanagari', 'Nirmala UI', 'Mangal', sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #161513; --raised: #211f1c; --ink: #ece7de; --soft: #b3aa9c; --rule: #3a3630; --accent: #ff97ab; }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 var(--sans); overflow-wrap: break-word; }
[lang|='hi'], [lang|='mr'], [lang|='ne'], [lang|='sa'] { line-height: 1.75; }
[lang|='en'] { line-height: 1.6; }
a { color: inherit; text-decoration-color: var(--rule); text-underline-offset: 0.2em; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
img { max-width: 100%; height: auto; background: var(--raised); }
h1, h2, h3 { font-family: var(--serif); line-height: 1.25; margin: 0; text-wrap: balance; }
h1:lang(hi), h2:lang(hi), h3:lang(hi), h1:lang(mr), h2:lang(mr), h3:lang(mr) { line-height: 1.45; }
p { margin: 0 0 1em; }
.wide { width: min(100% - 2rem, 72rem); margin-inline: auto; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 1; padding: 0.5rem 1rem; background: var(--ink); color: var(--paper); }
.skip:focus { top: 0.5rem; color: var(--paper); }
.for-screen-readers { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.masthead { border-bottom: 3px double var(--rule); padding-block: 0.75rem 0.25rem; margin-bottom: 1.75rem; }
.masthead > .wide:first-child { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.25rem; padding-bottom: 0.5rem; }
.brand { font: 700 1.75rem/1.3 var(--serif); text-decoration: none; margin-right: auto; letter-spacing: -0.01em; }
.brand span { color: var(--accent); font-size: 0.8em; letter-spacing: 0; }
.search { display: flex; min-width: 0; }
.search input, .search button { font: inherit; font-size: 0.9375rem; padding: 0.4rem 0.75rem; border: 1px solid var(--soft); background: transparent; color: inherit; border-radius: 0; }
.search input { width: 15rem; min-width: 0; flex: 1 1 auto; border-right: 0; border-radius: 4px 0 0 4px; }
.search input::placeholder { color: var(--soft); opacity: 1; }
.search button { background: var(--ink); color: var(--paper); border-color: var(--ink); border-radius: 0 4px 4px 0; cursor: pointer; }
.languages { display: flex; gap: 0.25rem; font-size: 0.9375rem; }
.languages a { padding: 0.3rem 0.7rem; text-decoration: none; border-radius: 4px; line-height: 1.6; }
.languages a[aria-current] { background: var(--raised); color: var(--accent); font-weight: 700; }
.topics { display: flex; gap: 1.25rem; overflow-x: auto; padding-block: 0.35rem; white-space: nowrap; font-size: 0.9375rem; border-top: 1px solid var(--rule); }
.topics a { text-decoration: none; padding-block: 0.15rem; }

.with-aside { display: grid; gap: 2.5rem; }
@media (min-width: 62rem) {
  .with-aside { grid-template-columns: minmax(0, 1fr) 19rem; gap: 3.5rem; }
  .with-aside > aside { border-left: 1px solid var(--rule); padding-left: 1.75rem; }
}
aside section + section { margin-top: 2rem; }
.kicker { font: 700 0.875rem/1.6 var(--sans); color: var(--accent); margin: 0 0 0.75rem; text-transform: uppercase; letter-spacing: 0.06em; }
.kicker:lang(hi) { letter-spacing: 0; font-size: 1rem; }
.note { padding: 0.9rem 1.1rem; background: var(--raised); border-left: 3px solid var(--accent); max-width: 44rem; }
main > h1:not(.kicker) { font-size: clamp(1.6rem, 4vw, 2.25rem); margin-bottom: 1rem; }

.cards-full { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); gap: 2rem 1.75rem; margin-block: 1.5rem; }
.card h2, .card h3 { font-size: 1.25rem; }
.card h2 a, .card h3 a { text-decoration: none; }
.card .dek { margin: 0.4rem 0 0; color: var(--soft); display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; line-clamp: 3; overflow: hidden; }
.card-full { border-top: 1px solid var(--rule); padding-top: 1rem; }
.card-full .dek { font-size: 1rem; }
.card-picture img { display: block; width: 100%; aspect-ratio: 16 / 9; object-fit: cover; margin-bottom: 0.75rem; border-radius: 3px; }
.meta { margin: 0.5rem 0 0; font-size: 0.875rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: 0 0.6rem; line-height: 1.6; }
.meta span:empty, .byline span:empty { display: none; }
.meta > span:not(:empty, :last-child)::after, .byline > span:not(:empty, :last-child)::after { content: '·'; margin-left: 0.6rem; }
.card-lead { display: grid; gap: 1.25rem; }
.card-lead h2, .card-lead h3 { font-size: clamp(1.7rem, 4.5vw, 2.6rem); }
.card-lead .dek { font-size: 1.125rem; -webkit-line-clamp: 6; line-clamp: 6; }
@media (min-width: 48rem) {
  .card-lead:has(.card-picture) { grid-template-columns: 3fr 2fr; align-items: start; gap: 2rem; }
  .card-lead .card-picture img { margin: 0; }
}
.card-line { border-top: 1px solid var(--rule); padding-block: 0.75rem; }
.card-line h3 { font-size: 1.0625rem; }
.meta + .note { margin-top: 0.75rem; }
.topic-grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 2.25rem 2rem; margin-top: 3rem; border-top: 3px double var(--rule); padding-top: 1.5rem; }
.topic h2, aside h2, .related > h2, .tags h2, .share h2, .prints h2 { font: 700 1.0625rem/1.6 var(--sans); color: var(--accent); margin-bottom: 0.5rem; }
.topic h2 a { text-decoration: none; }
.pager { display: flex; gap: 1rem; margin-block: 2rem; }
.pager a { padding: 0.5rem 1.1rem; border: 1px solid var(--soft); border-radius: 4px; text-decoration: none; }

.story { max-width: 44rem; }
.story > header h1 { font-size: clamp(1.75rem, 5vw, 2.75rem); }
.story > header .dek { font: 1.1875rem/1.6 var(--serif); color: var(--soft); margin: 0.9rem 0 0; }
.story > header .dek:lang(hi) { line-height: 1.75; }
.byline { display: flex; flex-wrap: wrap; gap: 0 0.6rem; margin: 1rem 0 0; padding-block: 0.6rem; border-block: 1px solid var(--rule); font-size: 0.9375rem; color: var(--soft); }
.byline strong { color: var(--ink); }
figure { margin: 1.5rem 0; }
figure img { display: block; border-radius: 3px; }
.lead-figure img { width: 100%; max-height: 34rem; object-fit: cover; }
figcaption { margin-top: 0.5rem; font-size: 0.9375rem; color: var(--soft); }
figcaption small { font-size: 0.875rem; margin-left: 0.35rem; }
.story-body { font: 1.1875rem/1.7 var(--serif); margin-top: 1.5rem; }
.story-body:lang(hi), .story-body:lang(mr) { line-height: 1.85; }
.story-body h2 { font-size: 1.4375rem; margin: 2rem 0 0.6rem; }
.story-body :is(h3, h4) { font-size: 1.2rem; margin: 1.5rem 0 0.5rem; }
.story-body blockquote { margin: 1.5rem 0; padding-left: 1.25rem; border-left: 3px solid var(--accent); color: var(--soft); }
.story-body table { display: block; overflow-x: auto; border-collapse: collapse; font-family: var(--sans); font-size: 1rem; }
.story-body :is(td, th) { border: 1px solid var(--rule); padding: 0.35rem 0.6rem; text-align: start; }
.story-body pre { overflow-x: auto; }
.attribution { margin-block: 2rem; padding: 0.9rem 1.1rem; background: var(--raised); font-size: 0.9375rem; }
.attribution a { font-weight: 600; text-decoration-color: currentColor; }
.tags, .share, .prints, .edits { margin-block: 1.5rem; }
.tags ul, .share ul, .prints ul { display: flex; flex-wrap: wrap; gap: 0.5rem; list-style: none; margin: 0; padding: 0; font-size: 0.9375rem; }
.tags li a, .share li a, .prints li a { display: block; padding: 0.3rem 0.85rem; border: 1px solid var(--rule); border-radius: 999px; text-decoration: none; line-height: 1.6; }
.edits summary { cursor: pointer; font-size: 0.9375rem; }
.edits dd { margin: 0 0 0.75rem; overflow-wrap: anywhere; white-space: pre-line; }
.edits dt { font: 700 0.875rem/1.6 var(--sans); }
.edits del { opacity: 0.75; }
.share li a { border-color: var(--soft); border-radius: 4px; }
.related { margin-top: 2.5rem; border-top: 3px double var(--rule); padding-top: 1.25rem; }
.related .cards-full { margin-top: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)); }
.related .card h3 { font-size: 1.0625rem; }
.related .dek { display: none; }
.footer { margin-top: 4rem; border-top: 3px double var(--rule); padding-block: 1.25rem 2rem; font-size: 0.9375rem; color: var(--soft); }
.footer .wide { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 2rem; }
.footer p { margin: 0; }
@media (max-width: 40rem) {
  .search { order: 3; flex: 1 1 100%; }
  .brand { font-size: 1.5rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  :root { --paper: #fff; --raised: #fff; --ink: #000; --soft: #333; --rule: #999; --accent: #000; }
  .search, .languages, .topics, .skip, aside, .share, .related, .pager, .footer { display: none; }
  body { font-size: 11pt; }
  .story { max-width: none; }
  .lead-figure img { max-height: 9cm; object-fit: contain; object-position: left; }
  .attribution { padding: 0; border-top: 1px solid #999; }
  .attribution a::after { content: ' ' attr(href); word-break: break-all; font-weight: 400; }
  h1, h2, h3, figure { break-after: avoid; break-inside: avoid; }
}
`;
