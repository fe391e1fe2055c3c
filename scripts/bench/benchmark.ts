import type { BenchDatabase } from './database.ts';
import type { BenchOptions } from './options.ts';
import type { Measured } from './report.ts';

export interface BenchContext {
  options: BenchOptions;
  database: BenchDatabase;
  /** One line of progress, on stderr. */
  say: (line: string) => void;
}

export interface BenchResult {
  /** The sizes that were used. */
  settings: Record<string, unknown>;
  rows: Measured[];
  /** What a reader must know to read the rows right. */
  notes: string[];
}

/** Measures one part of the product beside its rivals and floors, all of them in one run. */
export type Benchmark = (context: BenchContext) => Promise<BenchResult>;
