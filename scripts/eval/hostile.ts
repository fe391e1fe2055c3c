import { writeFile } from 'node:fs/promises';
import type { Verdict } from './hostile-cases.ts';
import { runDocuments } from './hostile-documents.ts';
import { schemaBindings, withGateway } from './hostile-gateway.ts';
import { runGraphqlCases } from './hostile-graphql.ts';
import { runUrls } from './hostile-urls.ts';
import { runXss } from './hostile-xss.ts';

export interface HostileOptions {
  data: string;
  out: string;
}

const summarise = (name: string, verdicts: readonly Verdict[]): string =>
  `${name} ${verdicts.filter(({ pass }) => pass).length}/${verdicts.length}`;

/**
 * Runs the hostile feeds, pages, URLs, script vectors and operations of DIR against the product and writes
 * `[{id, pass, why}]` to OUT. Nothing but loopback is ever connected to.
 */
export const run = async ({ data, out }: HostileOptions): Promise<void> => {
  const parts: [string, Verdict[]][] = [
    ['urls', await runUrls(data)],
    ['xss', await runXss(data)],
    ['documents', await runDocuments(data)],
    ['graphql', await withGateway(endpoint => runGraphqlCases(data, endpoint, schemaBindings))],
  ];
  const verdicts = parts.flatMap(([, found]) => found);
  await writeFile(out, `${JSON.stringify(verdicts, null, 2)}\n`);
  const summary = parts.map(([name, found]) => summarise(name, found)).join(', ');
  process.stdout.write(`hostile: ${summarise('all', verdicts)} (${summary})\n`);
};
