import type { Clock } from '../../src/core/clock.ts';
import type { Newsroom } from '../../src/sample/newsroom.ts';
import type { Stores } from '../../src/storage/mongo.ts';

/** Makes the feeds of the sample newsroom sources, due at once. */
export const addNewsroom = async (stores: Stores, newsroom: Newsroom, clock: Clock): Promise<void> => {
  await stores.sources.add(
    newsroom.sources.map(source => ({
      ...source,
      categories: [...source.categories],
      fetchPages: true,
      sample: true,
    })),
    clock.now(),
  );
};
