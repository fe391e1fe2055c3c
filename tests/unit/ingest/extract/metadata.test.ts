import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../../src/ingest/extract/article.ts';
import { cleanAuthor } from '../../../../src/ingest/extract/authors.ts';
import { withoutSiteName } from '../../../../src/ingest/extract/headline.ts';

const url = 'https://www.daily.example/world/2024/05/06/story-one';
const body =
  '<p>A first paragraph that is long enough to be taken for running text, with a comma.</p>'.concat(
    '<p>A second paragraph of the same kind, so that the page has an article at all.</p>',
  );
const page = (head: string, inside = ''): ReturnType<typeof extractArticle> =>
  extractArticle(
    `<html><head>${head}</head><body><article><h1>Visible heading of the story</h1>${inside}${body}</article></body></html>`,
    url,
  );
const jsonLd = (value: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...value })}</script>`;

describe('the headline', () => {
  test.each([
    ['Rain floods the valley | The Daily', ['The Daily'], [], 'Rain floods the valley'],
    ['The Daily - Rain floods the valley', ['The Daily'], [], 'Rain floods the valley'],
    [
      'Rain floods the valley * Paper * by A. Writer',
      [],
      ['Rain floods the valley'],
      'Rain floods the valley',
    ],
    ['Rain - the valley floods', ['The Daily'], [], 'Rain - the valley floods'],
    ['घाटी में बाढ़ | उजाला', ['उजाला'], [], 'घाटी में बाढ़'],
  ])('%s loses the name of its site', (title, sites, others, expected) => {
    expect(withoutSiteName(title, sites, others)).toBe(expected);
  });

  test('comes from JSON-LD, unless OpenGraph and the visible heading agree on another', () => {
    const declared = jsonLd({ headline: 'Headline for machines' });
    expect(page(`${declared}<meta property="og:title" content="Something else">`).headline).toBe(
      'Headline for machines',
    );
    expect(
      page(`${declared}<meta property="og:title" content="Visible heading of the story">`).headline,
    ).toBe('Visible heading of the story');
  });

  test('is made whole where JSON-LD cuts it', () => {
    expect(page(jsonLd({ headline: 'Visible heading of the...' })).headline).toBe(
      'Visible heading of the story',
    );
  });

  test('falls back to the title element', () => {
    expect(extractArticle('<title>Only a title - Daily</title>', 'https://www.daily.example/').headline).toBe(
      'Only a title',
    );
  });
});

describe('authors', () => {
  test.each([
    ['By Asha Rao', 'Asha Rao'],
    ['Reported by: Asha Rao |', 'Asha Rao'],
    ['द्वारा आशा राव', 'आशा राव'],
    ['Von Jörg Müller', 'Jörg Müller'],
    ['https://www.facebook.com/daily', null],
    ['admin', null],
    ['2 hours ago', null],
  ])('%s is read as %s', (raw, expected) => {
    expect(cleanAuthor(raw)).toBe(expected);
  });

  test('several names in one field are parted', () => {
    expect(page('<meta name="author" content="By Asha Rao, Jon Dee and Li Wei">').authors).toEqual([
      'Asha Rao',
      'Jon Dee',
      'Li Wei',
    ]);
  });

  test('the site itself is none while a person is named', () => {
    const head = `<meta property="og:site_name" content="The Daily">${jsonLd({ author: [{ name: 'The Daily' }, { name: 'Asha Rao' }] })}`;
    expect(page(head).authors).toEqual(['Asha Rao']);
  });

  test('a byline on the page is read when nothing else is there', () => {
    expect(page('', '<div class="byline">By <a href="/a">Asha Rao</a></div>').authors).toEqual(['Asha Rao']);
  });
});

describe('dates', () => {
  test('keep the precision that the page gives', () => {
    expect(page(jsonLd({ datePublished: '2024-05-06T10:00:00+05:30' })).publishedAt?.precision).toBe(
      'INSTANT',
    );
    expect(page(jsonLd({ datePublished: '2024-05-06' })).publishedAt?.precision).toBe('DAY');
  });

  test('a field with the time of day beats one with the day only', () => {
    const head = `${jsonLd({ datePublished: '2024-05-06' })}<meta property="article:published_time" content="2024-05-06T10:00:00Z">`;
    expect(page(head).publishedAt?.value).toEqual(new Date('2024-05-06T10:00:00Z'));
  });

  test('a date line near the heading is read, one in a list of other stories is not', () => {
    const inside =
      '<p class="date">06 May 2024, 10:15 AM IST</p><aside><time datetime="2020-01-01T00:00:00Z"></time></aside>';
    expect(page('', inside).publishedAt?.value).toEqual(new Date('2024-05-06T04:45:00Z'));
  });

  test('the address gives the day when nothing else does', () => {
    expect(page('').publishedAt).toMatchObject({ precision: 'DAY', value: new Date('2024-05-06T00:00:00Z') });
  });
});

describe('topics', () => {
  test('prefer news keywords and drop machine marks, repeats and the headline', () => {
    const head =
      '<meta name="keywords" content="other"><meta name="news_keywords" content="Floods, floods, 8f507083-bac4-423a-9015-2eb31e1bce50, Category: Weather, Visible heading of the story">';
    expect(page(head).topics).toEqual(['Floods', 'Weather']);
  });

  test('several article:tag elements are one topic each', () => {
    expect(
      page(
        '<meta property="article:tag" content="Business, Finance"><meta property="article:tag" content="Rain">',
      ).topics,
    ).toEqual(['Business, Finance', 'Rain']);
  });
});

test('addresses that are no http, or only the front page, are no canonical link', () => {
  expect(
    page(
      '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="https://www.daily.example/">',
    ).canonicalUrl,
  ).toBeNull();
});

test('meta data is plain text, whatever it was', () => {
  const result = page(
    '<meta name="author" content="&lt;script&gt;alert&lt;/script&gt;Asha Rao"><meta name="description" content="&quot;&gt;&lt;img src=x onerror=alert(1)&gt; a longer description">',
  );
  expect(`${result.authors.join()} ${result.dek ?? ''}`).not.toMatch(/[<>]script|<img/u);
});

test('a paywall is said only where the publisher says so', () => {
  expect(page(jsonLd({ isAccessibleForFree: 'False' })).paywalled).toBe(true);
  expect(page(jsonLd({ isAccessibleForFree: true })).paywalled).toBe(false);
  expect(page('').paywalled).toBeNull();
});
