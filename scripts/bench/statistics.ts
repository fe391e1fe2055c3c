export interface Spread {
  mean: number;
  low: number;
  high: number;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
  low: Math.min(...values),
  high: Math.max(...values),
});

/** The same for ratios, whose mean is the geometric one: twice as good and half as good cancel out. */
export const ratioSpreadOf = (ratios: readonly number[]): Spread => ({
  ...spreadOf(ratios),
  mean: Math.exp(spreadOf(ratios.map(Math.log)).mean),
});

/** Nearest-rank percentile, `share` from 0 to 1; NaN of nothing. */
export const percentile = (values: Float64Array | readonly number[], share: number): number => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN;
};

/** Four significant digits: more of them would claim what was not measured. */
export const rounded = (value: number): number => Number(value.toPrecision(4));
