/** An expected outcome as a value: a throw is kept for bugs and for API errors. */
export type Result<T, F> = { ok: true; value: T } | { ok: false; fault: F };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const fail = <F>(fault: F): { ok: false; fault: F } => ({ ok: false, fault });

/** Makes the compiler prove that a switch names every case. */
export const assertNever = (value: never): never => {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
};
