/* The three operations that are measured, word for word the same for every server. */

export const operationNames = ['page', 'article', 'search'] as const;
export type OperationName = (typeof operationNames)[number];

const documents: Record<OperationName, string> = {
  page: `query page($first: Int, $after: String) {
  articles(first: $first, after: $after) {
    edges {
      cursor
      node {
        id slug url headline dek language publishedAt readingTime
        authors { name }
        images { url width height caption }
        source { id slug title homepage }
        tags { id slug name }
        related(first: 3) { score article { id slug url headline language publishedAt } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  article: `query article($slug: String) {
  article(slug: $slug) {
    id slug url headline dek language publishedAt updatedAt readingTime wordCount
    authors { name }
    images { url width height caption }
    html
    source { id slug title homepage }
    tags { id slug name }
    related(first: 6) { score why article { id slug url headline language publishedAt } }
  }
}`,
  search: `query search($query: String!, $first: Int) {
  search(query: $query, first: $first) {
    edges {
      node {
        id slug url headline dek language publishedAt readingTime
        source { id slug title homepage }
        tags { id slug name }
      }
    }
    pageInfo { hasNextPage }
    totalCount
  }
}`,
};

export interface Operation {
  query: string;
  operationName: OperationName;
  variables: Record<string, unknown>;
}

export const operation = (name: OperationName, variables: Record<string, unknown>): Operation => ({
  query: documents[name],
  operationName: name,
  variables,
});

export const whatIs: Record<OperationName, string> = {
  page: 'page of 20 with source, tags, 3 related',
  article: 'article page',
  search: 'search page of 20',
};
