/* Variable-byte integers: seven bits a byte, low bits first, the high bit set on all but the last byte. */

/** A growing buffer that is written front to back. */
export class ByteWriter {
  private buffer = Buffer.allocUnsafe(256);
  private used = 0;

  get length(): number {
    return this.used;
  }

  private reserve(more: number): void {
    if (this.used + more <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.used + more));
    this.buffer.copy(larger, 0, 0, this.used);
    this.buffer = larger;
  }

  /** `value` is a whole number from 0 to 2^53 - 1. */
  varint(value: number): void {
    if (this.used + 8 > this.buffer.length) this.reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.buffer[this.used++] = (rest % 0x80) | 0x80;
      rest = rest > 0x7fff_ffff ? Math.floor(rest / 0x80) : rest >>> 7;
    }
    this.buffer[this.used++] = rest;
  }

  bytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.used);
    this.used += bytes.length;
  }

  /** The bytes from one place up to another; meant for a few, which a loop copies faster than a call does. */
  part(bytes: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    for (let at = from; at < to; at += 1) this.buffer[this.used++] = bytes[at] ?? 0;
  }

  /** Its length, then the text in UTF-8. */
  text(text: string): void {
    const size = Buffer.byteLength(text);
    this.varint(size);
    this.reserve(size);
    this.used += this.buffer.write(text, this.used);
  }

  /** Forgets what was written and keeps the room. */
  clear(): void {
    this.used = 0;
  }

  /** A copy of what was written. */
  finish(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.used));
  }
}

/** Reads what ByteWriter wrote. Past the end it gives zeros and empty texts, so that a loop on `done` always ends. */
export class ByteReader {
  private readonly buffer: Uint8Array;
  at: number;

  constructor(buffer: Uint8Array, at = 0) {
    this.buffer = buffer;
    this.at = at;
  }

  get done(): boolean {
    return this.at >= this.buffer.length;
  }

  varint(): number {
    let byte = this.buffer[this.at++] ?? 0;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 0x80;
    do {
      byte = this.buffer[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    } while (byte >= 0x80);
    return value;
  }

  bytes(length: number): Uint8Array {
    const slice = this.buffer.subarray(this.at, this.at + length);
    this.at += length;
    return slice;
  }

  text(): string {
    const slice = this.bytes(this.varint());
    return Buffer.from(slice.buffer, slice.byteOffset, slice.byteLength).toString('utf8');
  }
}
