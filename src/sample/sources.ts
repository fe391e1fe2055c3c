import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import { startNewsroom, type Newsroom } from './newsroom.ts';
import type { Stores } from '../storage/mongo.ts';

/**
 * Serves the sample newsroom and makes its feeds sources like any others, unless real sources are stored. It keeps
 * its port from start to start, since an article is known by its address; what an earlier port left is removed.
 */
export const openSampleNewsroom = async (
  stores: Stores,
  config: Config,
  clock: Clock,
): Promise<Newsroom | null> => {
  const wanted =
    config.sample === 'on' ||
    (config.sample === 'auto' && (await stores.sources.count({ sample: false })) === 0);
  const newsroom = wanted ? await openOnItsPort(clock, config.port === 0 ? 0 : config.port + 1) : null;
  const urls = newsroom?.sources.map(source => source.url) ?? [];
  for (const id of await stores.sources.sampleIdsBut(urls)) await stores.removeSource(id);
  if (newsroom === null) return null;
  await stores.sources.add(
    newsroom.sources.map(({ title, url, homepage, language, country, categories }) => ({
      title,
      url,
      homepage,
      language,
      country,
      categories: [...categories],
      fetchPages: true,
      sample: true,
    })),
    clock.now(),
  );
  await stores.sources.refresh(null, clock.now());
  return newsroom;
};

const openOnItsPort = (clock: Clock, port: number): Promise<Newsroom> =>
  startNewsroom({ clock, port }).catch((thrown: unknown) => {
    if (port === 0) throw thrown;
    return startNewsroom({ clock, port: 0 });
  });
