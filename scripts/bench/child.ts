/* Runs part of a benchmark in a process of its own, and asks it questions over Node's message channel. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

export interface Child {
  pid: number;
  /** Asks, and reads the answer by its schema; a throw over there is a throw here. */
  ask<T>(name: string, input: unknown, schema: z.ZodType<T>): Promise<T>;
  stop(): Promise<void>;
}

const reply = z.union([
  z.object({ id: z.number(), value: z.unknown() }),
  z.object({ id: z.number(), error: z.string() }),
]);

const question = z.object({ id: z.number(), name: z.string(), input: z.unknown() });

/** Time for a child to end by itself before it is killed. */
const stopMs = 15_000;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Keeps a process from outliving the benchmark. */
export const guard = (child: ChildProcess): void => {
  running.add(child);
  child.once('exit', () => running.delete(child));
};

/** Ends a process: politely, then for good. */
export const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  const kill = setTimeout(() => child.kill('SIGKILL'), stopMs);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(kill);
};

/** The command line that runs Node on the given processors. */
export const nodeCommand = (
  args: readonly string[],
  cpus: string | null,
): { file: string; args: string[] } =>
  cpus === null
    ? { file: process.execPath, args: [...args] }
    : { file: 'taskset', args: ['-c', cpus, process.execPath, ...args] };

/** Starts a module that calls `answerQuestions`. */
export const startChild = (path: string, { cpus = null }: { cpus?: string | null } = {}): Child => {
  const command = nodeCommand(['--disable-warning=ExperimentalWarning', path], cpus);
  const child = spawn(command.file, command.args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  guard(child);
  let lastId = 0;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  child.on('message', message => {
    const answer = reply.parse(message);
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) asker?.reject(new Error(answer.error));
    else asker?.resolve(answer.value);
  });
  child.on('exit', code => {
    for (const { reject } of waiting.values()) reject(new Error(`${path} ended with ${code ?? 'a signal'}`));
  });
  return {
    pid: child.pid ?? 0,
    ask: async (name, input, schema) => {
      lastId += 1;
      const id = lastId;
      const answered = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
      child.send({ id, name, input });
      return schema.parse(await answered);
    },
    stop: () => end(child),
  };
};

export type Answers = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** The other side: answers each question by its name until the parent ends this process. */
export const answerQuestions = (answers: Answers): void => {
  process.on('message', message => {
    const { id, name, input } = question.parse(message);
    const answer = answers[name] ?? (() => Promise.reject(new Error(`nobody answers ${name}`)));
    answer(input).then(
      value => process.send?.({ id, value: value ?? null }),
      (thrown: unknown) =>
        process.send?.({ id, error: thrown instanceof Error ? (thrown.stack ?? '') : String(thrown) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
};
