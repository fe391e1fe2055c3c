/** One thread of the pool: it takes one task at a time, and is ended when the task does not come back in time. */
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Job, ThreadFault } from './pool.ts';
import type { Answer, Call } from './serve.ts';

export interface ThreadOptions {
  script: URL;
  maxHeapMb: number;
  /** The thread can take a task. */
  onIdle: () => void;
  /** The thread takes none any more. */
  onEnd: (thread: WorkerThread) => void;
}

/** Loading the modules of the tasks is the thread's own affair and counts against no document. */
const maxStartMs = 30_000;
const maxYoungHeapMb = 16;
/** The tasks recurse at most as deep as the caps of the trees. */
const stackMb = 4;

/** Idle from the beginning: a task that is given before the thread's modules are loaded waits for them. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #options: ThreadOptions;
  #job: Job | null = null;
  #isReady = false;
  #isEnded = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#worker = new Worker(options.script, {
      resourceLimits: {
        maxOldGenerationSizeMb: options.maxHeapMb,
        maxYoungGenerationSizeMb: maxYoungHeapMb,
        stackSizeMb: stackMb,
      },
    });
    this.#worker.on('message', (answer: Answer) => this.#hear(answer));
    this.#worker.on('error', (thrown: Error & { code?: string }) => {
      const reason = thrown.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'MEMORY' : 'CRASH';
      void this.end({ reason, detail: messageOf(thrown) });
    });
    this.#worker.on('exit', code => {
      void this.end({ reason: 'CRASH', detail: `the thread ended with ${code}` });
    });
  }

  get isIdle(): boolean {
    return this.#job === null && !this.#isEnded;
  }

  take(job: Job): void {
    this.#job = job;
    if (this.#isReady) this.#send(job);
    else this.#endAfter(maxStartMs, { reason: 'CRASH', detail: 'the thread did not start' });
  }

  /** Ends the thread for good; its task, if it has one, answers with the fault. */
  async end(fault: ThreadFault): Promise<void> {
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#settle(fail(fault));
      this.#options.onEnd(this);
    }
    await this.#worker.terminate();
  }

  #hear(answer: Answer): void {
    if (this.#isEnded) return;
    if (answer.kind === 'ready') {
      this.#isReady = true;
      if (this.#job !== null) this.#send(this.#job);
      return;
    }
    const { kind } = answer;
    this.#settle(kind === 'done' ? ok(answer.output) : fail({ reason: 'CRASH', detail: answer.detail }));
    this.#options.onIdle();
  }

  #send({ name, input, transfer, deadlineMs }: Job): void {
    clearTimeout(this.#timer);
    try {
      this.#worker.postMessage({ name, input } satisfies Call, transfer);
      this.#endAfter(deadlineMs, { reason: 'DEADLINE', detail: `not done within ${deadlineMs} ms` });
    } catch (thrown) {
      this.#settle(fail({ reason: 'CRASH', detail: messageOf(thrown) }));
      this.#options.onIdle();
    }
  }

  #endAfter(ms: number, fault: ThreadFault): void {
    const held = this.#job;
    this.#timer = setTimeout(() => {
      // The answer may have come while this thread's own event loop was busy: it is read before the deadline counts.
      setImmediate(() => {
        if (held !== null && this.#job === held) void this.end(fault);
      });
    }, ms);
  }

  #settle(result: Result<unknown, ThreadFault>): void {
    clearTimeout(this.#timer);
    const job = this.#job;
    this.#job = null;
    job?.settle(result);
  }
}
