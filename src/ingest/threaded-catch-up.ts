/**
 * Catch-up in a thread of its own: analysing and comparing are pure work, which would hold up the event loop that
 * answers readers, and a second processor can do it while the first one stores what comes next.
 */
import { Worker } from 'node:worker_threads';
import type { Stores } from '../storage/mongo.ts';
import { stepAll, type CatchUp, type CatchUpStep } from './catch-up.ts';
import { moduleBeside } from './threads/module.ts';
import type { ThreadAnswer, ThreadCall, ThreadData } from './catch-up-thread.ts';

/** A step reads, works and writes about a second; the first one also reads the window of recent articles. */
const stepDeadlineMs = 180_000;
const closeDeadlineMs = 30_000;
/** The windows of a hundred thousand articles take about half of it. */
const maxHeapMb = 1_024;
/** Room for what one step makes, so that it is gone before it would be kept as old. */
const maxYoungHeapMb = 96;
/** The thread only looks up where articles are; searching is done elsewhere. */
const searchCacheBytes = 32_000_000;

/** The thread starts when there is something to do, and stays until `close`. One call at a time. */
export const createThreadedCatchUp = (stores: Pick<Stores, 'uri' | 'articleWriter' | 'search'>): CatchUp => {
  let thread: CatchUpThread | null = null;
  const step = async (signal: AbortSignal): Promise<CatchUpStep> => {
    if (thread === null && (await stores.articleWriter.pending(1)).length === 0) return { kind: 'idle' };
    thread ??= new CatchUpThread({ uri: stores.uri, searchCacheBytes }, () => {
      thread = null;
    });
    const outcome = await thread.step(signal);
    if (outcome.kind === 'done') stores.search.outdate();
    return outcome;
  };
  return {
    step,
    all: signal => stepAll(step, signal),
    close: async () => {
      await thread?.close();
      thread = null;
    },
  };
};

interface Waiting {
  resolve: (answer: ThreadAnswer) => void;
  reject: (thrown: Error) => void;
}

class CatchUpThread {
  readonly #worker: Worker;
  readonly #onEnd: () => void;
  #waiting: Waiting | null = null;

  constructor(data: ThreadData, onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#worker = new Worker(moduleBeside(import.meta.url, 'catch-up-thread'), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: maxYoungHeapMb },
    });
    this.#worker.on('message', (answer: ThreadAnswer) => {
      const waiting = this.#waiting;
      this.#waiting = null;
      waiting?.resolve(answer);
    });
    this.#worker.on('error', (thrown: Error) => this.#end(thrown));
    this.#worker.on('exit', code => this.#end(new Error(`the catch-up thread ended with ${code}`)));
  }

  async step(signal: AbortSignal): Promise<CatchUpStep> {
    const abort = (): void => this.#send('abort');
    signal.addEventListener('abort', abort, { once: true });
    try {
      const answer = await this.#ask('step', stepDeadlineMs);
      if (answer.kind === 'stepped') return answer.step;
      throw new Error(answer.kind === 'threw' ? answer.detail : 'the catch-up thread was closed');
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async close(): Promise<void> {
    try {
      const answer = await this.#ask('close', closeDeadlineMs);
      if (answer.kind === 'threw') throw new Error(answer.detail);
    } finally {
      await this.#worker.terminate();
    }
  }

  #send(call: ThreadCall): void {
    this.#worker.postMessage(call);
  }

  async #ask(call: ThreadCall, deadlineMs: number): Promise<ThreadAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
    this.#waiting = { resolve, reject };
    const timer = setTimeout(() => {
      this.#end(new Error(`the catch-up thread did not answer within ${deadlineMs} ms`));
      void this.#worker.terminate();
    }, deadlineMs);
    this.#send(call);
    return promise.finally(() => clearTimeout(timer));
  }

  #end(thrown: Error): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(thrown);
    this.#onEnd();
  }
}
