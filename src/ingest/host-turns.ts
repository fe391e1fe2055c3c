/**
 * Lets work on one host take turns: so many requests at a time to a host, a pause between two starts, and so many
 * requests at a time altogether. Hosts that are ready are served in the order in which they became so, which keeps a
 * publisher with a thousand pages from pushing the others back.
 */
import { fail, ok, type Result } from '../core/result.ts';

export interface HostTurnsOptions {
  /** Tasks that run at a time over all hosts. */
  total: number;
  /** Tasks that run at a time on one host. */
  perHost: number;
  /** Least time between two starts on one host. */
  spacingMs: number;
}

export interface TurnOptions {
  signal?: AbortSignal;
  /** The host's own wish (crawl-delay): the longer of this and the common spacing holds after this start. */
  spacingMs?: number;
}

export interface HostTurns {
  /**
   * Runs the task when its host's turn comes. STOPPED when the signal fired or stop() was called before that; a task
   * that has begun is not cut, it has the same signal for that. What the task throws passes through.
   */
  run<T>(host: string, task: () => Promise<T>, options?: TurnOptions): Promise<Result<T, 'STOPPED'>>;
  /**
   * Milliseconds that a task which came now would wait for its host, as far as can be told: each one in line takes the
   * pause between two starts, or the share of the host's places that its slowest task holds so far.
   */
  waitMs(host: string): number;
  /**
   * No task starts on the host for this long, 10 minutes at the most: what Retry-After asks for. A longer wait belongs
   * to the schedule of the source, for whoever waits here keeps a worker's hands full.
   */
  hold(host: string, ms: number): void;
  /**
   * Whether the host left the last requests unanswered, and not long ago: whoever has fifty pages to read there need
   * not wait for the deadline of each.
   */
  isSilent(host: string): boolean;
  /** Tells how a request ended: in silence, or with any answer. */
  note(host: string, ending: 'answered' | 'silent'): void;
  /** Turns away all that waits, and resolves when what runs has ended. */
  stop(): Promise<void>;
  /** Tasks that run, and tasks that wait. */
  load(): { running: number; waiting: number };
}

const longestHoldMs = 10 * 60_000;
/** So many unanswered requests in a row make a host a silent one, for so long. */
const silentAfter = 2;
const silentMs = 5 * 60_000;
const maxSilentHosts = 10_000;
/** Node fires a longer timer at once; update() sets the rest again. */
const maxTimerMs = 2 ** 31 - 1;

interface Waiting {
  /** Begins the task; resolves when it has ended, well or not. */
  start: () => Promise<void>;
  turnAway: () => void;
  spacingMs: number;
}

interface Host {
  queue: Waiting[];
  running: number;
  /** When the tasks that run were started, the oldest first. */
  startedAt: Set<{ readonly at: number }>;
  /** On the monotonic clock: the wall clock may jump. */
  readyAt: number;
  timer: NodeJS.Timeout | null;
}

class Turns implements HostTurns {
  private readonly options: HostTurnsOptions;
  private readonly hosts = new Map<string, Host>();
  /** Hosts of which a task may start now, the one that has waited longest first. */
  private readonly ready = new Set<string>();
  private readonly idle: (() => void)[] = [];
  /** Unanswered requests in a row, and when the last of them ended. */
  private readonly silences = new Map<string, { count: number; at: number }>();
  private running = 0;
  private stopped = false;

  constructor(options: HostTurnsOptions) {
    this.options = options;
  }

  run<T>(name: string, task: () => Promise<T>, { signal, spacingMs = 0 }: TurnOptions = {}) {
    return new Promise<Result<T, 'STOPPED'>>((resolve, reject) => {
      const turnAway = () => resolve(fail('STOPPED'));
      if (this.stopped || signal?.aborted === true) {
        turnAway();
        return;
      }
      const leave = () => {
        turnAway();
        this.leave(name, waiting);
      };
      const start = () => {
        signal?.removeEventListener('abort', leave);
        return Promise.resolve()
          .then(task)
          .then(value => resolve(ok(value)), reject);
      };
      const waiting: Waiting = { start, turnAway, spacingMs };
      signal?.addEventListener('abort', leave, { once: true });
      this.hostOf(name).queue.push(waiting);
      this.update(name);
      this.startReady();
    });
  }

  waitMs(name: string): number {
    const host = this.hosts.get(name);
    if (host === undefined) return 0;
    const now = performance.now();
    const [oldest] = host.startedAt;
    const isFull = host.running >= this.options.perHost;
    const heldMs = oldest === undefined ? 0 : (now - oldest.at) / this.options.perHost;
    const paceMs = Math.max(this.options.spacingMs, heldMs);
    return Math.max(0, host.readyAt - now) + (host.queue.length + (isFull ? 1 : 0)) * paceMs;
  }

  hold(name: string, ms: number): void {
    const host = this.hostOf(name);
    host.readyAt = Math.max(host.readyAt, performance.now() + Math.min(ms, longestHoldMs));
    this.update(name);
  }

  isSilent(name: string): boolean {
    const silence = this.silences.get(name);
    return silence !== undefined && silence.count >= silentAfter && performance.now() - silence.at < silentMs;
  }

  note(name: string, ending: 'answered' | 'silent'): void {
    const before = this.silences.get(name);
    if (before !== undefined) this.silences.delete(name);
    if (ending === 'answered') return;
    this.silences.set(name, { count: (before?.count ?? 0) + 1, at: performance.now() });
    const oldest = this.silences.keys().next();
    if (this.silences.size > maxSilentHosts && oldest.done !== true) this.silences.delete(oldest.value);
  }

  stop(): Promise<void> {
    this.stopped = true;
    for (const [name, host] of this.hosts) {
      for (const waiting of host.queue.splice(0)) waiting.turnAway();
      this.update(name);
    }
    return new Promise(resolve => {
      this.idle.push(resolve);
      this.startReady();
    });
  }

  load(): { running: number; waiting: number } {
    const queued = [...this.hosts.values()].map(host => host.queue.length);
    return { running: this.running, waiting: queued.reduce((sum, length) => sum + length, 0) };
  }

  private hostOf(name: string): Host {
    const host = this.hosts.get(name) ?? {
      queue: [],
      running: 0,
      startedAt: new Set(),
      readyAt: 0,
      timer: null,
    };
    this.hosts.set(name, host);
    return host;
  }

  private leave(name: string, waiting: Waiting): void {
    const host = this.hostOf(name);
    host.queue = host.queue.filter(other => other !== waiting);
    this.update(name);
  }

  /** Puts the host among the ready ones, sets a timer for when it will be, or forgets it. */
  private update(name: string): void {
    const host = this.hostOf(name);
    if (host.timer !== null) clearTimeout(host.timer);
    host.timer = null;
    const waitMs = host.readyAt - performance.now();
    const isReady = waitMs <= 0 && host.queue.length > 0 && host.running < this.options.perHost;
    if (!isReady) this.ready.delete(name);
    else this.ready.add(name);
    if (waitMs > 0 && !this.stopped) {
      host.timer = setTimeout(
        () => {
          this.update(name);
          this.startReady();
        },
        Math.min(Math.ceil(waitMs), maxTimerMs),
      );
      // The pause of a host that nobody waits for must not keep the process alive.
      if (host.queue.length === 0) host.timer.unref();
    } else if (host.queue.length === 0 && host.running === 0) {
      this.hosts.delete(name);
    }
  }

  private startReady(): void {
    for (const name of this.ready) {
      if (this.running >= this.options.total) break;
      this.startNext(name, this.hostOf(name));
    }
    if (this.running === 0) for (const done of this.idle.splice(0)) done();
  }

  private startNext(name: string, host: Host): void {
    const next = host.queue.shift();
    // To the end of the line, whatever is left in its own.
    this.ready.delete(name);
    if (next === undefined) return;
    host.running++;
    this.running++;
    const started = { at: performance.now() };
    host.startedAt.add(started);
    host.readyAt = Math.max(
      host.readyAt,
      performance.now() + Math.max(this.options.spacingMs, next.spacingMs),
    );
    this.update(name);
    void next.start().finally(() => {
      host.running--;
      this.running--;
      host.startedAt.delete(started);
      this.update(name);
      this.startReady();
    });
  }
}

export const createHostTurns = (options: HostTurnsOptions): HostTurns => new Turns(options);
