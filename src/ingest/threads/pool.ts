/**
 * Worker threads for what strangers' documents make us do. Each task has a deadline of its own: a thread that is past it,
 * out of memory or crashed is ended and replaced, its task answers with a fault, and those that wait go on.
 */
import { availableParallelism } from 'node:os';
import { fail, type Result } from '../../core/result.ts';
import type { TaskTable } from './task.ts';
import { WorkerThread } from './worker-thread.ts';

export const threadFaultReasons = ['DEADLINE', 'MEMORY', 'CRASH', 'QUEUE_FULL', 'STOPPED'] as const;
export type ThreadFaultReason = (typeof threadFaultReasons)[number];

export interface ThreadFault {
  reason: ThreadFaultReason;
  /** One line for an operator. */
  detail: string;
}

export interface PoolOptions<T extends TaskTable<T>> {
  /** The module that a thread runs; see `serveTasks`. */
  script: URL;
  /** At least one. */
  threads: number;
  /** Milliseconds in the thread, by task. */
  deadlinesMs: Readonly<Record<keyof T, number>>;
  /** Tasks that may wait; one more is refused. */
  maxWaiting?: number;
  /** Heap of one thread, in MiB. */
  maxHeapMb?: number;
}

export interface RunOptions {
  /** What is given away to the thread instead of being copied. */
  transfer?: readonly ArrayBuffer[];
  /** A task that still waits when this is aborted is not begun; it answers STOPPED. */
  signal?: AbortSignal | undefined;
}

export interface Pool<T extends TaskTable<T>> {
  /** Runs a task when a thread is free. Never rejects. */
  run<K extends keyof T & string>(
    name: K,
    input: T[K]['input'],
    options?: RunOptions,
  ): Promise<Result<T[K]['output'], ThreadFault>>;
  /** Ends every thread; tasks under way and waiting answer STOPPED. */
  stop(): Promise<void>;
}

/** One task on its way through the pool. */
export interface Job {
  name: string;
  input: unknown;
  transfer: readonly ArrayBuffer[];
  signal: AbortSignal | undefined;
  deadlineMs: number;
  settle(result: Result<unknown, ThreadFault>): void;
}

const defaultMaxWaiting = 4_096;
/** The largest pages and feeds that are read (5 and 10 MB) do with 96; a heap with more room only collects later. */
const defaultMaxHeapMb = 128;

/** One core is left to the event loop; more threads than this do not find pages to read. */
export const defaultThreads = (): number => Math.min(8, Math.max(1, availableParallelism() - 1));

const stopped: ThreadFault = { reason: 'STOPPED', detail: 'the threads were stopped' };

export const createPool = <T extends TaskTable<T>>(options: PoolOptions<T>): Pool<T> => {
  const { script, deadlinesMs, maxWaiting = defaultMaxWaiting, maxHeapMb = defaultMaxHeapMb } = options;
  const size = Math.max(1, options.threads);
  const waiting: Job[] = [];
  const threads = new Set<WorkerThread>();
  let isStopped = false;

  const next = (): void => {
    while (waiting.length > 0 && !isStopped) {
      const idle = [...threads].find(thread => thread.isIdle) ?? grow();
      const job = idle === null ? undefined : waiting.shift();
      if (idle === null || job === undefined) return;
      if (job.signal?.aborted === true) job.settle(fail(stopped));
      else idle.take(job);
    }
  };
  const grow = (): WorkerThread | null => {
    if (threads.size >= size) return null;
    const thread = new WorkerThread({ script, maxHeapMb, onIdle: next, onEnd: ended });
    threads.add(thread);
    return thread;
  };
  const ended = (thread: WorkerThread): void => {
    threads.delete(thread);
    next();
  };

  return {
    run: async (name, input, { transfer = [], signal } = {}) => {
      if (isStopped) return fail(stopped);
      if (waiting.length >= maxWaiting)
        return fail({ reason: 'QUEUE_FULL', detail: `${maxWaiting} documents wait already` });
      return new Promise<Result<unknown, ThreadFault>>(settle => {
        waiting.push({ name, input, transfer, signal, deadlineMs: deadlinesMs[name], settle });
        next();
      });
    },
    stop: async () => {
      isStopped = true;
      for (const job of waiting.splice(0)) job.settle(fail(stopped));
      await Promise.all([...threads].map(thread => thread.end(stopped)));
    },
  };
};
