/** The inside of a thread: it takes calls one by one and answers each. */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../core/errors.ts';
import type { Handlers, TaskTable } from './task.ts';

export interface Call {
  name: string;
  input: unknown;
}

export type Answer =
  | { kind: 'ready' }
  | { kind: 'done'; output: unknown }
  /** A bug in the task itself; the thread goes on. */
  | { kind: 'threw'; detail: string };

/** Serves the tasks of a table until the thread is ended. */
export const serveTasks = <T extends TaskTable<T>>(handlers: Handlers<T>): void => {
  const port = parentPort;
  if (port === null) throw new Error('not in a worker thread');
  const byName = new Map<string, (input: never) => unknown>(Object.entries(handlers));
  const answer = ({ name, input }: Call): Answer => {
    try {
      const handler = byName.get(name);
      if (handler === undefined) return { kind: 'threw', detail: `no task ${name}` };
      // The pool's types join the name and its input.
      return { kind: 'done', output: handler(input as never) };
    } catch (thrown) {
      return { kind: 'threw', detail: messageOf(thrown) };
    }
  };
  port.on('message', (call: Call) => port.postMessage(answer(call)));
  port.postMessage({ kind: 'ready' } satisfies Answer);
};
