/* A process that asks a server over and over on a fixed number of connections, each waiting for its answer (closed loop). */
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { answerQuestions } from '../child.ts';
import { percentile } from '../statistics.ts';
import { createAnswerReader } from './answers.ts';

const loadInput = z.object({
  /** Servers; the connections are shared out among them. */
  ports: z.array(z.number()).min(1),
  /** Whole HTTP requests, asked in turn. */
  requests: z.array(z.string()).min(1),
  connections: z.number().int().positive(),
  warmUpMs: z.number(),
  durationMs: z.number(),
});

type LoadInput = z.infer<typeof loadInput>;

/** The fewest answers that a measurement rests on; with more connections, one of each. */
const fewestAnswers = 20;

/** A GraphQL answer that has data: anything else is counted as failed. */
const answerStart = Buffer.from('{"data":{"');

class Load {
  readonly #requests: Buffer[];
  readonly #from: number;
  readonly #until: number;
  readonly #enough: number;
  /** When the last answer came that counts. */
  #last = 0;
  readonly latencies: number[] = [];
  bytes = 0;
  failed = 0;
  /** Every answer, warming up included. */
  all = 0;
  #next = 0;

  constructor({ requests, connections, warmUpMs, durationMs }: LoadInput) {
    this.#enough = Math.max(fewestAnswers, connections);
    this.#requests = requests.map(request => Buffer.from(request));
    this.#from = performance.now() + warmUpMs;
    this.#until = this.#from + durationMs;
  }

  /** One connection, until the time is over. */
  run(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => ask());
      let started = 0;
      const ask = () => {
        started = performance.now();
        if (this.#isOver(started)) finish(socket, resolve);
        else socket.write(this.#request());
      };
      socket.on('error', reject);
      socket.on(
        'data',
        createAnswerReader(({ status, body }) => {
          this.#count(started, status, body);
          ask();
        }),
      );
      socket.on('close', () =>
        !this.#isOver(performance.now()) ? reject(new Error('the server closed a connection')) : resolve(),
      );
    });
  }

  get seconds(): number {
    return Math.max(1e-3, (this.#last - this.#from) / 1000);
  }

  /** When the time is over, or later where the server is too slow to tell anything by then. */
  #isOver(now: number): boolean {
    return now >= this.#until && this.latencies.length >= this.#enough;
  }

  #request(): Buffer {
    const request = this.#requests[this.#next % this.#requests.length];
    this.#next += 1;
    return request ?? Buffer.alloc(0);
  }

  #count(started: number, status: number, body: Buffer): void {
    const now = performance.now();
    this.all += 1;
    const isGood = status === 200 && body.subarray(0, answerStart.length).equals(answerStart);
    if (!isGood) this.failed += 1;
    if (now < this.#from) return;
    this.#last = now;
    this.latencies.push(now - started);
    this.bytes += body.length;
  }
}

const finish = (socket: Socket, resolve: () => void): void => {
  socket.destroy();
  resolve();
};

const load = async (input: unknown) => {
  const settings = loadInput.parse(input);
  const state = new Load(settings);
  const ports = Array.from(
    { length: settings.connections },
    (_, i) => settings.ports[i % settings.ports.length] ?? 0,
  );
  await Promise.all(ports.map(port => state.run(port)));
  const { latencies, bytes, failed, all } = state;
  return {
    perSecond: latencies.length / state.seconds,
    answers: latencies.length,
    all,
    failed,
    meanBytes: bytes / Math.max(1, latencies.length),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
};

answerQuestions({ load });
