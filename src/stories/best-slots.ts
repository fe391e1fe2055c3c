/**
 * The slots with the highest scores, kept as a heap of so many with the lowest of them on top (Williams 1964): most
 * slots that are offered are turned away by one comparison. Of equal scores the smaller slot stays.
 */
export class BestSlots {
  readonly #limit: number;
  readonly #slots: Int32Array;
  readonly #scores: Float64Array;
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#slots = new Int32Array(limit);
    this.#scores = new Float64Array(limit);
  }

  /** What is offered must have more than this to be kept, or as much and a smaller slot. */
  get least(): number {
    return this.#size < this.#limit ? 0 : (this.#scores[0] ?? 0);
  }

  offer(slot: number, score: number): void {
    if (this.#size < this.#limit) {
      this.#rise(this.#size, slot, score);
      this.#size += 1;
    } else if (this.#isBelow(0, slot, score)) this.#sink(slot, score);
  }

  /** All that is kept, best first. */
  take(): number[] {
    const kept = Array.from({ length: this.#size }, (_, at) => ({
      slot: this.#slots[at] ?? 0,
      score: this.#scores[at] ?? 0,
    }));
    this.#size = 0;
    return kept.sort((a, b) => b.score - a.score || a.slot - b.slot).map(({ slot }) => slot);
  }

  /** Whether what stands at `at` is worse. */
  #isBelow(at: number, slot: number, score: number): boolean {
    const own = this.#scores[at] ?? 0;
    return own < score || (own === score && (this.#slots[at] ?? 0) > slot);
  }

  #put(at: number, slot: number, score: number): void {
    this.#slots[at] = slot;
    this.#scores[at] = score;
  }

  #rise(from: number, slot: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#isBelow(parent, slot, score)) break;
      this.#put(at, this.#slots[parent] ?? 0, this.#scores[parent] ?? 0);
      at = parent;
    }
    this.#put(at, slot, score);
  }

  #sink(slot: number, score: number): void {
    let at = 0;
    for (let child = 1; child < this.#size; child = at * 2 + 1) {
      const right = child + 1;
      const isRightLess =
        right < this.#size && this.#isBelow(right, this.#slots[child] ?? 0, this.#scores[child] ?? 0);
      const less = isRightLess ? right : child;
      if (!this.#isBelow(less, slot, score)) break;
      this.#put(at, this.#slots[less] ?? 0, this.#scores[less] ?? 0);
      at = less;
    }
    this.#put(at, slot, score);
  }
}
