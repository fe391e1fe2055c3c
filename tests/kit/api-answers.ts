/** Answers in the shapes of two news APIs, with every value made up for the tests. */

export const newsApiAnswer = {
  status: 'ok',
  totalResults: 3,
  articles: [
    {
      source: { id: null, name: 'The Daily' },
      author: 'Asha Rao',
      title: 'Bridge reopens after 3 years &amp; two floods',
      description: 'The bridge over the Mira carries cars again.',
      url: 'https://daily.example/bridge',
      urlToImage: 'https://daily.example/bridge.jpg',
      publishedAt: '2026-02-28T09:30:00Z',
      content: 'The bridge over the Mira carries cars… [+2310 chars]',
    },
    {
      source: { id: null, name: '[Removed]' },
      author: null,
      title: '[Removed]',
      description: '[Removed]',
      url: 'https://removed.example',
      urlToImage: null,
      publishedAt: '2026-02-28T09:00:00Z',
      content: '[Removed]',
    },
    {
      source: { id: 'wire', name: 'Wire' },
      author: null,
      title: 'Harvest festival begins',
      description: null,
      url: 'https://wire.example/harvest',
      urlToImage: null,
      publishedAt: '2026-02-28T08:00:00Z',
      content: null,
    },
  ],
};

export const guardianAnswer = {
  response: {
    status: 'ok',
    total: 301,
    startIndex: 1,
    pageSize: 50,
    currentPage: 1,
    pages: 7,
    orderBy: 'newest',
    results: [
      {
        id: 'world/2026/feb/28/delta-farmers',
        type: 'article',
        sectionId: 'world',
        sectionName: 'World news',
        webPublicationDate: '2026-02-28T11:00:05Z',
        webTitle: 'Delta farmers win | World news',
        webUrl: 'https://paper.example/world/2026/feb/28/delta-farmers',
        fields: {
          headline: 'Delta farmers win back their river',
          trailText: 'A <strong>court</strong> has ruled.',
          byline: 'Meera Iyer and John Doe',
          body: '<p>First paragraph.</p><p>Second.</p>',
          thumbnail: 'https://media.example/delta.jpg',
          lastModified: '2026-02-28T12:00:00Z',
        },
        tags: [
          { id: 'profile/meera', type: 'contributor', webTitle: 'Meera Iyer' },
          { id: 'world/rivers', type: 'keyword', webTitle: 'Rivers' },
          { id: 'profile/john', type: 'contributor', webTitle: 'John Doe' },
          { id: 'world/world', type: 'keyword', webTitle: 'World news' },
        ],
      },
    ],
  },
};
