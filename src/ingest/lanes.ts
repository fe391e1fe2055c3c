/**
 * How many sources are under way, and in which state. Waiting for an answer costs next to nothing, reading one costs
 * memory and processor: so many may wait, few are read at a time, and a host that does not answer takes a place only
 * from those that do not answer either.
 *
 * A seat is *fresh* for some milliseconds after its request was sent, then *parked* until the answer is there, then
 * *reading* until the source is done. New seats are given while few are fresh (so that a thousand answers do not come
 * at once from hosts that are quick) and while hardly an answer waits to be read. Sources that timed out the last time
 * are seated in a lane of their own, with fewer places. Where hosts that are slow for the first time fill the hall,
 * newcomers get a shorter deadline; one that misses it has its full time in the slow lane at the next poll.
 */
export interface LaneLimits {
  /** Sources that are parsed and stored at the same time. */
  reading: number;
  /** Sources that wait for an answer, in all lanes. */
  waiting: number;
  /** Of these, sources that timed out the last time. */
  slow: number;
  /** Sources that were asked within the last `freshMs` milliseconds and have not answered yet. */
  fresh: number;
  freshMs: number;
  /** Deadline of a request that begins while more than half of the places to wait are taken, in milliseconds. */
  crowdedDeadlineMs: number;
}

export type Lane = 'quick' | 'slow';

/** A source's place, from its first request to its end. */
export interface Seat {
  /** The first request begins. Null when it has begun before: what comes after it needs no seat. */
  begin(): { deadlineMs: number } | null;
  /** The first request has ended. Resolves when there is a place to read what it brought, at once when it is nothing. */
  answered(hasBody: boolean): Promise<void>;
  /** The source is done with; safe to call in any state. */
  leave(): void;
}

export interface Lanes {
  /** A seat, or null while there is none. */
  seat(lane: Lane): Seat | null;
  /** Resolves when a seat in the quick lane may be free, at once when one is. */
  room(): Promise<void>;
  load(): { fresh: number; waiting: number; slow: number; reading: number; backlog: number };
}

/** Limits for so many sources that are read at the same time. */
export const laneLimits = (reading: number): LaneLimits => ({
  reading,
  waiting: reading * 64,
  slow: reading * 16,
  fresh: reading * 4,
  freshMs: 20,
  crowdedDeadlineMs: 5_000,
});

class Hall implements Lanes {
  readonly limits: LaneLimits;
  fresh = 0;
  waiting = 0;
  slow = 0;
  reading = 0;
  /** Answers that wait to be read. */
  readonly backlog: (() => void)[] = [];
  #waitingForRoom: (() => void)[] = [];

  constructor(limits: LaneLimits) {
    this.limits = limits;
  }

  seat(lane: Lane): Seat | null {
    if (!this.hasRoom() || (lane === 'slow' && this.slow >= this.limits.slow)) return null;
    return new TakenSeat(this, lane);
  }

  room(): Promise<void> {
    if (this.hasRoom()) return Promise.resolve();
    return new Promise(resolve => this.#waitingForRoom.push(resolve));
  }

  load() {
    const { fresh, waiting, slow, reading, backlog } = this;
    return { fresh, waiting, slow, reading, backlog: backlog.length };
  }

  hasRoom(): boolean {
    const { limits, fresh, waiting, backlog } = this;
    return fresh < limits.fresh && waiting < limits.waiting && backlog.length < limits.reading;
  }

  get isCrowded(): boolean {
    return this.waiting > this.limits.waiting / 2;
  }

  changed(): void {
    for (let next = this.#nextToRead(); next !== undefined; next = this.#nextToRead()) {
      this.reading += 1;
      next();
    }
    if (this.#waitingForRoom.length > 0 && this.hasRoom())
      for (const resolve of this.#waitingForRoom.splice(0)) resolve();
  }

  #nextToRead(): (() => void) | undefined {
    return this.reading < this.limits.reading ? this.backlog.shift() : undefined;
  }
}

type State = 'waiting' | 'backlog' | 'reading' | 'left';

class TakenSeat implements Seat {
  readonly #hall: Hall;
  readonly #lane: Lane;
  readonly #deadlineMs: number;
  #state: State = 'waiting';
  #hasBegun = false;
  #freshness: NodeJS.Timeout | null;

  constructor(hall: Hall, lane: Lane) {
    this.#hall = hall;
    this.#lane = lane;
    this.#deadlineMs = lane === 'quick' && hall.isCrowded ? hall.limits.crowdedDeadlineMs : Infinity;
    hall.fresh += 1;
    hall.waiting += 1;
    if (lane === 'slow') hall.slow += 1;
    this.#freshness = setTimeout(() => {
      this.#park();
      hall.changed();
    }, hall.limits.freshMs);
  }

  begin(): { deadlineMs: number } | null {
    if (this.#hasBegun) return null;
    this.#hasBegun = true;
    return { deadlineMs: this.#deadlineMs };
  }

  answered(hasBody: boolean): Promise<void> {
    if (this.#state !== 'waiting') return Promise.resolve();
    this.#stopWaiting();
    if (!hasBody) {
      this.#state = 'left';
      this.#hall.changed();
      return Promise.resolve();
    }
    this.#state = 'backlog';
    return new Promise(resolve => {
      this.#hall.backlog.push(() => {
        // Whoever left while it waited takes no place.
        if (this.#state === 'left') this.#hall.reading -= 1;
        else this.#state = 'reading';
        resolve();
      });
      this.#hall.changed();
    });
  }

  leave(): void {
    if (this.#state === 'waiting') this.#stopWaiting();
    if (this.#state === 'reading') this.#hall.reading -= 1;
    this.#state = 'left';
    this.#hall.changed();
  }

  #park(): void {
    if (this.#freshness === null) return;
    clearTimeout(this.#freshness);
    this.#freshness = null;
    this.#hall.fresh -= 1;
  }

  #stopWaiting(): void {
    this.#park();
    this.#hall.waiting -= 1;
    if (this.#lane === 'slow') this.#hall.slow -= 1;
  }
}

export const createLanes = (limits: LaneLimits): Lanes => new Hall(limits);
