import type { StubNewsroom } from './stub-newsroom.ts';

/** A picture for the test's own server. */
export const pictureSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675"><rect width="1200" height="675" fill="#678"/><path d="M0 520 400 260 700 430 950 200 1200 480V675H0z" fill="#345"/></svg>';

export const fixtureRoom = (pictureUrl: string): StubNewsroom => ({
  sources: [
    { slug: 'dainik-sagar', title: 'दैनिक सागर' },
    { slug: 'harbour-post', title: 'Harbour Post', consecutiveFailures: 3 },
  ],
  tags: [
    {
      slug: 'समुद्र',
      name: 'समुद्र',
      names: [
        { language: 'hi', name: 'समुद्र' },
        { language: 'en', name: 'Sea' },
      ],
    },
    { slug: 'asha-menon', name: 'Asha Menon', names: [{ language: 'en', name: 'Asha Menon' }] },
  ],
  articles: [
    {
      slug: 'जहाज-बंदरगाह-पहुंचा-a1b2c3d4',
      headline: 'पहली सौर नाव बंदरगाह पहुंची, मंत्री आशा मेनन से होगी मुलाकात',
      dek: 'Solar Boat Arrives: बारह दिन की यात्रा के बाद नाव आज सुबह घाट पर लगी। चालक दल अब तटीय विकास मंत्री से मिलेगा और अगली यात्रा की योजना पर बात करेगा।',
      language: 'hi',
      authors: ['रवि कुलकर्णी', 'Meera Joshi'],
      images: [
        { url: pictureUrl, width: 1200, height: 675, caption: 'घाट पर खड़ी सौर नाव', credit: 'Harbour Photo' },
      ],
      sections: [
        {
          heading: null,
          html: '<p>देश की पहली सौर नाव आज मंगलवार को बंदरगाह पहुंच गई। तटीय विकास मंत्री आशा मेनन (Asha Menon) ने चालक दल का स्वागत किया। नाव ने बिना ईंधन के नौ सौ किलोमीटर की दूरी तय की।</p>',
        },
        {
          heading: 'चालक दल और मंत्री के बीच होगी बातचीत',
          html: '<p>चालक दल रविवार को निकला था। <strong>मौसम</strong> की वजह से यात्रा दो दिन लंबी रही। <a href="https://example.org/log">यात्रा का विवरण</a> अलग से छपेगा।</p><blockquote>समुद्र ने हमारा साथ दिया।</blockquote>',
        },
        { heading: 'अगली यात्रा अक्टूबर में', html: '<p>अगली यात्रा में विद्यार्थी भी शामिल होंगे।</p>' },
        { heading: 'तट के गांवों को मिलेगा काम', html: '<p>नाव की मरम्मत के लिए तीन गांवों में केंद्र खुलेंगे।</p>' },
      ],
      tags: ['समुद्र', 'asha-menon'],
      related: ['solar-boat-docks', 'tide-tables'],
      reprints: ['solar-boat-docks'],
      revisions: [
        {
          revision: 2,
          at: '2026-03-01T06:00:00.000Z',
          changes: [
            {
              field: 'HEADLINE',
              diff: [
                { kind: 'SAME', text: 'पहली सौर नाव ' },
                { kind: 'REMOVED', text: 'तट' },
                { kind: 'ADDED', text: 'बंदरगाह <b>पर</b>' },
              ],
            },
          ],
        },
      ],
      source: 'dainik-sagar',
    },
    {
      slug: 'solar-boat-docks',
      headline: 'Solar boat docks after twelve days at sea',
      dek: 'The crew of five will meet Asha Menon, the minister for the coast.',
      language: 'en',
      images: [{ url: pictureUrl, width: 1200, height: 675 }],
      sections: [{ heading: null, html: '<p>The boat came in at dawn.</p>' }],
      tags: ['समुद्र', 'asha-menon'],
      source: 'harbour-post',
      publication: { value: '2026-02-28T00:00:00.000Z', precision: 'DAY' },
    },
    {
      slug: 'hostile',
      headline: 'Tags <script>alert(1)</script> & "quotes" in a headline',
      dek: '</p><img src=x onerror=alert(1)>',
      language: 'und',
      url: 'https://news.example/hostile?a=1&b="><script>',
      sections: [{ heading: '<b>bold</b>', html: '<p>Body</p>' }],
      source: null,
      publication: null,
    },
    ...Array.from({ length: 24 }, (_, i) => ({
      slug: i === 0 ? 'tide-tables' : `tide-${i}`,
      headline:
        i % 2 === 0
          ? `Tide tables for week ${i + 1}: what sailors should know`
          : `सप्ताह ${i + 1} का ज्वार: नाविकों के काम की बातें`,
      language: i % 2 === 0 ? 'en' : 'hi',
      dek: i % 2 === 0 ? 'High water comes later each day.' : 'हर दिन ज्वार थोड़ी देर से आता है।',
      tags: ['समुद्र'],
      source: i % 2 === 0 ? 'harbour-post' : 'dainik-sagar',
    })),
  ],
});
