import { parseHTML } from 'linkedom';

/** As much of the DOM as the tests ask for: the compiler is not told of a browser's. */
export interface PageElement {
  textContent: string;
  getAttribute(name: string): string | null;
}

export interface PageDocument {
  documentElement: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export interface OpenedPage {
  document: PageDocument;
  /** The texts of all that match, with single spaces. */
  texts: (selector: string) => string[];
  /** The href of all that match. */
  links: (selector: string) => string[];
}

const isDocument = (value: unknown): value is PageDocument =>
  typeof value === 'object' && value !== null && 'querySelectorAll' in value;

export const readPage = (markup: string): OpenedPage => {
  const document: unknown = Reflect.get(parseHTML(markup), 'document');
  if (!isDocument(document)) throw new Error('linkedom gave no document');
  return {
    document,
    texts: selector =>
      [...document.querySelectorAll(selector)].map(each => each.textContent.replace(/\s+/g, ' ').trim()),
    links: selector => [...document.querySelectorAll(selector)].map(each => each.getAttribute('href') ?? ''),
  };
};
