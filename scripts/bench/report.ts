/* What a benchmark found: rows with both sides, as a table for a person and as JSON for a program. */
import { ratioSpreadOf, rounded, spreadOf, type Spread } from './statistics.ts';

/** One figure of ours beside the same figure of something else, each with its values of all rounds. */
export interface Measured {
  what: string;
  unit: string;
  /** Whether more of the unit is better, or less. */
  better: 'more' | 'less';
  ours: readonly number[];
  other?: { name: string; rounds: readonly number[] };
  /** More about the same measurement; ours, then the other's. */
  extra?: Readonly<Record<string, readonly [number, number | null]>>;
  /** What a reader should know of this row. */
  note?: string;
}

export interface Row {
  what: string;
  unit: string;
  better: 'more' | 'less';
  /** Mean over the rounds. */
  ours: number;
  oursSpread: Spread;
  otherName: string | null;
  other: number | null;
  otherSpread: Spread | null;
  /** How many times better ours is: above 1 it wins, below 1 it loses. Geometric mean over the rounds. */
  ratio: number | null;
  ratioSpread: Spread | null;
  rounds: { ours: number[]; other: number[] | null };
  extra: Record<string, readonly [number, number | null]>;
  note: string | null;
}

const roundedSpread = ({ mean, low, high }: Spread): Spread => ({
  mean: rounded(mean),
  low: rounded(low),
  high: rounded(high),
});

/** Each round gives its own ratio, since what else the machine did falls on both sides of one round alike. */
const ratiosOf = ({ better, ours, other }: Measured): number[] => {
  if (other === undefined) return [];
  const [constant] = other.rounds;
  return ours.map((value, round) => {
    const against = other.rounds[round] ?? constant ?? NaN;
    return better === 'more' ? value / against : against / value;
  });
};

export const toRow = (measured: Measured): Row => {
  const { what, unit, better, ours, other, extra = {}, note = null } = measured;
  const ratios = ratiosOf(measured);
  const oursSpread = roundedSpread(spreadOf(ours));
  const otherSpread = other === undefined ? null : roundedSpread(spreadOf(other.rounds));
  const ratioSpread = ratios.length === 0 ? null : roundedSpread(ratioSpreadOf(ratios));
  return {
    what,
    unit,
    better,
    ours: oursSpread.mean,
    oursSpread,
    otherName: other?.name ?? null,
    other: otherSpread?.mean ?? null,
    otherSpread,
    ratio: ratioSpread?.mean ?? null,
    ratioSpread,
    rounds: { ours: ours.map(rounded), other: other?.rounds.map(rounded) ?? null },
    extra: Object.fromEntries(
      Object.entries(extra).map(([key, [a, b]]) => [
        key,
        [rounded(a), b === null ? null : rounded(b)] as const,
      ]),
    ),
    note,
  };
};

const shown = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

const withSpread = (spread: Spread | null): string => {
  if (spread === null) return '';
  const { mean, low, high } = spread;
  return low === high ? shown(mean) : `${shown(mean)} (${shown(low)}–${shown(high)})`;
};

const cellsOf = (row: Row): string[] => [
  row.what,
  withSpread(row.oursSpread),
  withSpread(row.otherSpread),
  row.otherName ?? '',
  row.unit,
  row.ratioSpread === null ? '' : `${withSpread(row.ratioSpread)}x`,
  Object.entries(row.extra)
    .map(([key, [ours, other]]) => `${key} ${shown(ours)}${other === null ? '' : `/${shown(other)}`}`)
    .join(' '),
];

const header = ['what', 'ours', 'other', 'which', 'unit', 'times better', 'also (ours/other)'];

/** Columns as wide as their widest cell; the last one is left ragged. */
export const tableOf = (rows: readonly Row[]): string => {
  const lines = [header, ...rows.map(cellsOf)];
  const widths = header.map((_, column) => Math.max(...lines.map(cells => cells[column]?.length ?? 0)));
  return lines
    .map(cells =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
