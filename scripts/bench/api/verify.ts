/* Servers are only worth comparing where they answer the same. */
import { isDeepStrictEqual } from 'node:util';
import type { Operation } from './operations.ts';
import type { Server } from './servers.ts';

const sampleSize = 10;
const askMs = 10_000;

export const ask = async ({ name, port }: Server, question: Operation): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
    signal: AbortSignal.timeout(askMs),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${name} answers ${response.status}: ${text.slice(0, 500)}`);
  return text;
};

const dataOf = (text: string): unknown => {
  const answer: unknown = JSON.parse(text);
  if (typeof answer !== 'object' || answer === null || 'errors' in answer || !('data' in answer))
    throw new Error(`not a good answer: ${text.slice(0, 500)}`);
  return answer.data;
};

/** Asks every server the same; throws at the first answer that differs from ours in anything but the order of fields. */
export const verify = async (servers: readonly Server[], questions: readonly Operation[]): Promise<void> => {
  const [ours, ...others] = servers;
  if (ours === undefined) return;
  const step = Math.max(1, Math.floor(questions.length / sampleSize));
  for (const question of questions.filter((_, i) => i % step === 0)) {
    const expected = await ask(ours, question);
    for (const other of others) {
      const found = await ask(other, question);
      if (!isDeepStrictEqual(dataOf(found), dataOf(expected)))
        throw new Error(
          `${other.name} answers ${JSON.stringify(question.variables)} differently:\n${found.slice(0, 1_500)}\n${expected.slice(0, 1_500)}`,
        );
    }
  }
};
