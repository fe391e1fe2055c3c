import { sanitizeArticleHtml } from '../../src/ingest/sanitize.ts';
import { readXssCases, type Verdict, type XssCase } from './hostile-cases.ts';
import { htmlFault } from './hostile-html.ts';

const maxMs = 100;

const judgeXss = ({ id, payload }: XssCase): Verdict => {
  try {
    const started = performance.now();
    const html = sanitizeArticleHtml(payload, 'https://feed.example/story');
    const ms = performance.now() - started;
    const fault = htmlFault(html) ?? (ms > maxMs ? `took ${Math.round(ms)} ms` : null);
    return { id: `xss ${id}`, pass: fault === null, why: fault ?? 'harmless' };
  } catch (thrown) {
    return { id: `xss ${id}`, pass: false, why: `threw ${String(thrown)}` };
  }
};

/** The vectors through the sanitiser, judged by what a parser finds in its output. */
export const runXss = async (data: string): Promise<Verdict[]> => {
  const cases = await readXssCases(data);
  // The first call also compiles the code: it is not what a case is measured by.
  sanitizeArticleHtml('<p>warm</p>', 'https://feed.example/');
  return cases.map(judgeXss);
};
