interface Entry<V> {
  value: V;
  bytes: number;
  /** Read since it was last up for eviction. */
  used: boolean;
}

/**
 * A cache bounded by bytes that drops what was not read lately: the second-chance approximation of least recently used
 * (Corbato 1968), in which reading is one map look-up. `sizeOf` is asked once per entry, when it is put.
 */
export class ByteCache<V> {
  private readonly entries = new Map<string, Entry<V>>();
  private readonly maxBytes: number;
  private readonly sizeOf: (value: V) => number;
  private held = 0;

  constructor(maxBytes: number, sizeOf: (value: V) => number) {
    this.maxBytes = maxBytes;
    this.sizeOf = sizeOf;
  }

  get bytes(): number {
    return this.held;
  }

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    entry.used = true;
    return entry.value;
  }

  set(key: string, value: V): void {
    this.delete(key);
    // What a Map entry and its key cost beside the value.
    const bytes = this.sizeOf(value) + key.length * 2 + 96;
    if (bytes > this.maxBytes) return;
    this.entries.set(key, { value, bytes, used: false });
    this.held += bytes;
    this.evict();
  }

  delete(key: string): void {
    this.held -= this.entries.get(key)?.bytes ?? 0;
    this.entries.delete(key);
  }

  /** Oldest first; an entry that was read goes to the back once. Entries put back are met again, so this ends. */
  private evict(): void {
    for (const [key, entry] of this.entries) {
      if (this.held <= this.maxBytes) return;
      this.entries.delete(key);
      if (entry.used) this.entries.set(key, { ...entry, used: false });
      else this.held -= entry.bytes;
    }
  }
}
