/**
 * Joins calls that come close together into one: a write that waits for the journal takes as long for one document as
 * for hundreds. A batch that is on its way gathers the next one behind it, so that under load the batches grow by
 * themselves and no call waits longer than two of them.
 */
export interface BatcherOptions {
  /** Calls in one batch. */
  size: number;
  /** How long the first call of a batch waits for others, in milliseconds. */
  waitMs: number;
}

interface Call<I, O> {
  input: I;
  resolve: (output: O) => void;
  reject: (thrown: unknown) => void;
}

/** @param work answers each input, in their order; what it throws is thrown to every caller of the batch */
export const createBatcher = <I, O>(
  work: (inputs: readonly I[]) => Promise<readonly O[]>,
  { size, waitMs }: BatcherOptions,
): ((input: I) => Promise<O>) => {
  const waiting: Call<I, O>[] = [];
  let isBusy = false;

  const runBatch = async (): Promise<void> => {
    const calls = waiting.splice(0, size);
    try {
      const outputs = await work(calls.map(({ input }) => input));
      if (outputs.length !== calls.length) throw new Error('a batch was not answered whole');
      outputs.forEach((output, place) => calls[place]?.resolve(output));
    } catch (thrown) {
      for (const { reject } of calls) reject(thrown);
    }
  };

  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) await runBatch();
    isBusy = false;
  };

  return input =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (isBusy) return;
      isBusy = true;
      setTimeout(() => void runAll(), waitMs);
    });
};
