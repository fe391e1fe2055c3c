import { z } from 'zod';
import type { NamedOperation } from './named-operation.ts';
import { type Execute, run } from './operations.ts';

/*
 * Slugs and ids differ from one newsroom to the next, so an example names what it needs, as in "@article.slug",
 * and gets it from what is stored here: then every tab of the playground shows something at the first try.
 */
const samples = {
  document: `query PlaygroundSamples {
    latest(first: 20) {
      nodes { id slug sections { heading } images { caption } tags { id slug } related(first: 3) { score } source { id slug } }
    }
  }`,
  answer: z.object({
    latest: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          slug: z.string(),
          sections: z.array(z.unknown()),
          images: z.array(z.unknown()),
          tags: z.array(z.object({ id: z.string(), slug: z.string() })),
          related: z.array(z.unknown()),
          source: z.object({ id: z.string(), slug: z.string() }).nullable(),
        }),
      ),
    }),
  }),
};

type Sample = z.infer<typeof samples.answer>['latest']['nodes'][number];

/** How many parts of an article page it would show. */
const richness = ({ sections, images, tags, related }: Sample): number =>
  sections.length + images.length + tags.length + related.length;

const valuesFrom = (articles: readonly Sample[]): ReadonlyMap<string, string> => {
  const [article] = [...articles].sort((a, b) => richness(b) - richness(a));
  const values = new Map<string, string>();
  for (const [name, thing] of [
    ['article', article],
    ['tag', article?.tags[0]],
    ['source', article?.source],
  ] as const) {
    if (thing === null || thing === undefined) continue;
    values.set(`@${name}.id`, thing.id);
    values.set(`@${name}.slug`, thing.slug);
  }
  return values;
};

const fill = (variables: Readonly<Record<string, unknown>>, values: ReadonlyMap<string, string>) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? (values.get(value) ?? value) : value,
    ]),
  );

/** The operations with what their examples name put in. Where nothing is stored yet, the names stay. */
export const fillExamples = async (
  operations: readonly NamedOperation[],
  execute: Execute,
): Promise<NamedOperation[]> => {
  const answer = await run(execute, samples, {});
  const values = valuesFrom(answer.ok ? answer.value.latest.nodes : []);
  return operations.map(operation => ({
    ...operation,
    examples: operation.examples.map(example => ({ ...example, variables: fill(example.variables, values) })),
  }));
};
