export type CheckState = 'ok' | 'warn' | 'fail';

/** One line of `khabar doctor`. `advice` says what to do and is null where nothing is to be done. */
export interface Check {
  readonly name: string;
  readonly state: CheckState;
  readonly found: string;
  readonly advice: string | null;
}

export interface DoctorReport {
  /** The worst state of all the checks. */
  readonly state: CheckState;
  readonly checks: readonly Check[];
}

/** A check of one place that a server may come from; `usable`: a start would get its server there. */
export interface SourceCheck extends Check {
  readonly usable: boolean;
}

export const worstOf = (checks: readonly Check[]): CheckState => {
  const states = checks.map(check => check.state);
  if (states.includes('fail')) return 'fail';
  return states.includes('warn') ? 'warn' : 'ok';
};

/**
 * Server sources are asked in order, so the trouble of one that no start will ask is no trouble. `needed` is false
 * where MONGODB_URI names a server.
 */
export const settleSources = (sources: readonly SourceCheck[], needed: boolean): Check[] => {
  const used = needed ? sources.findIndex(source => source.usable) : -1;
  return sources.map(({ name, state, found, advice }, index) => {
    const asked = needed && (used === -1 || index <= used);
    return asked ? { name, state, found, advice } : { name, state: 'ok', found, advice: null };
  });
};

/** What a start would do for its server. */
export const summariseSources = (sources: readonly SourceCheck[], needed: boolean): Check => {
  const name = 'MongoDB server';
  if (!needed) return { name, state: 'ok', found: 'the one of MONGODB_URI is used', advice: null };
  const used = sources.find(source => source.usable);
  if (used !== undefined) return { name, state: 'ok', found: `comes from: ${used.name}`, advice: null };
  const advice =
    'set MONGODB_URI, install mongod, or install pip (Debian/Ubuntu: python3-pip libcurl4 libssl3)';
  return { name, state: 'fail', found: 'none can be had', advice };
};
