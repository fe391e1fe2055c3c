/** A thread whose tasks misbehave in every way that a document's can. */
import { serveTasks } from '../../../src/ingest/threads/serve.ts';

export interface StubbornTasks {
  echo: { input: string; output: string };
  length: { input: Uint8Array; output: number };
  spin: { input: null; output: never };
  hoard: { input: null; output: number };
  throwAway: { input: string; output: never };
  leave: { input: null; output: never };
}

const spin = (): never => {
  for (;;);
};

const hoard = (): number => {
  const kept: object[] = [];
  for (;;) kept.push({ at: kept.length, more: [kept.length] });
};

serveTasks<StubbornTasks>({
  echo: text => text,
  length: bytes => bytes.byteLength,
  spin,
  hoard,
  throwAway: message => {
    throw new Error(message);
  },
  leave: () => process.exit(7),
});
