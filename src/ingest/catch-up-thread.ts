/** What runs inside the thread of threaded-catch-up.ts: the same catch-up, over a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { systemClock } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { connectStores, type Stores } from '../storage/mongo.ts';
import { createCatchUp, type CatchUp, type CatchUpStep } from './catch-up.ts';

export const threadData = z.object({ uri: z.string(), searchCacheBytes: z.number() });
export type ThreadData = z.infer<typeof threadData>;

/** `abort` has no answer: it makes the step under way end early. */
export type ThreadCall = 'step' | 'close' | 'abort';

export type ThreadAnswer =
  { kind: 'stepped'; step: CatchUpStep } | { kind: 'closed' } | { kind: 'threw'; detail: string };

interface Open {
  stores: Stores;
  catchUp: CatchUp;
}

const serve = (port: NonNullable<typeof parentPort>): void => {
  const options = threadData.parse(workerData);
  let open: Open | null = null;
  let stopping = new AbortController();
  const step = async (): Promise<ThreadAnswer> => {
    if (open === null) {
      const stores = await connectStores(options);
      open = { stores, catchUp: createCatchUp({ stores, clock: systemClock }) };
    }
    return { kind: 'stepped', step: await open.catchUp.step(stopping.signal) };
  };
  const close = async (): Promise<ThreadAnswer> => {
    const was = open;
    open = null;
    try {
      await was?.catchUp.close();
    } finally {
      await was?.stores.close();
    }
    return { kind: 'closed' };
  };
  port.on('message', (call: ThreadCall) => {
    if (call === 'abort') {
      stopping.abort();
      return;
    }
    stopping = new AbortController();
    const work = call === 'step' ? step() : close();
    void work
      .catch((thrown: unknown): ThreadAnswer => ({ kind: 'threw', detail: messageOf(thrown) }))
      .then(answer => port.postMessage(answer));
  });
};

if (parentPort !== null) serve(parentPort);
