import { readFile } from 'node:fs/promises';
import { messageOf } from '../core/errors.ts';
import { mappingPresets } from '../sources/mapping-presets.ts';
import { keyInAddress, parseReader, readerKinds, type Reader } from '../sources/reader.ts';
import { listingFields } from '../sources/selectors.ts';
import { UsageFailure } from './outcome.ts';

/** How the command line says how a source is read. */
export interface ReaderOptions {
  kind?: string;
  preset?: string;
  mapping?: string;
  select: string[];
}

/** The reader that the options mean; null where they say nothing about one. */
export const readerOf = async (options: ReaderOptions): Promise<Reader | null> => {
  const { kind, preset, mapping, select } = options;
  const isSilent = kind === undefined && preset === undefined && mapping === undefined && select.length === 0;
  if (isSilent) return null;
  const parsed = parseReader({
    kind: kindOf(options),
    ...(preset === undefined && mapping === undefined ? {} : { mapping: await mappingOf(options) }),
    ...(select.length === 0 ? {} : { selectors: selectorsOf(select) }),
  });
  if (!parsed.ok) throw new UsageFailure(parsed.fault.message);
  return parsed.value;
};

/** An API's key must not stand in its address, which is stored and shown. */
export const checkAddress = (url: string, reader: Reader): void => {
  const parameter = keyInAddress(url, reader);
  if (parameter !== null)
    throw new UsageFailure(`${parameter} looks like a key: name its variable in the mapping's keys instead`);
};

const kindOf = ({ kind, preset, mapping, select }: ReaderOptions): string => {
  if (kind === undefined) {
    if (preset !== undefined || mapping !== undefined) return 'API';
    return select.length > 0 ? 'LISTING' : 'FEED';
  }
  const found = readerKinds.find(name => name === kind.toUpperCase());
  if (found !== undefined) return found;
  throw new UsageFailure(`--kind must be one of ${readerKinds.join(', ').toLowerCase()}`);
};

const mappingOf = async ({ preset, mapping }: ReaderOptions): Promise<unknown> => {
  if (preset === undefined) return readJson(mapping ?? '');
  if (mapping !== undefined) throw new UsageFailure('--preset and --mapping cannot be given together');
  const found = mappingPresets.get(preset);
  if (found !== undefined) return found;
  throw new UsageFailure(`--preset must be one of ${[...mappingPresets.keys()].join(', ')}`);
};

const readJson = async (file: string): Promise<unknown> => {
  try {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'));
    return json;
  } catch (thrown) {
    throw new UsageFailure(`${file} cannot be read as JSON: ${messageOf(thrown)}`);
  }
};

/** Each is `field=selector`; a selector may have equals signs of its own. */
const selectorsOf = (select: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    select.map(text => {
      const cut = text.indexOf('=');
      const field = listingFields.find(name => name === text.slice(0, cut).trim());
      if (field === undefined)
        throw new UsageFailure(`--select takes FIELD=SELECTOR with one of ${listingFields.join(', ')}`);
      return [field, text.slice(cut + 1).trim()];
    }),
  );
