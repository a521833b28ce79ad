/** Axes that leave nothing to a plotting library: scale, domain, every tick and its label are set here. */
import { decade, powerOfTen, shortNumber, superscript, typeset } from "./format.js";

export interface Axis {
  readonly scale: "linear" | "log";
  readonly domain: readonly [number, number];
  /** A tick without a label is a minor one. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

export interface Extent {
  readonly least: number;
  readonly greatest: number;
}

/** Nulls and infinities do not count; undefined where nothing does. */
export function extentOf(values: Iterable<number | null>): Extent | undefined {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return least <= greatest ? { least, greatest } : undefined;
}

/** A curve that is positive and spans over a decade is read on a log scale. */
export const wantsLog = ({ least, greatest }: Extent): boolean => least > 0 && greatest > 10 * least;

/** The axis of a statistic: a little room on a log scale; on a linear one from 0 unless that wastes half the panel. */
export function valueAxis(extent: Extent, log = wantsLog(extent)): Axis {
  const { least, greatest } = extent;
  if (log) return logAxis(least / 1.25, greatest * 1.25);
  const range = greatest - least;
  const room = range > 1e-9 * Math.abs(greatest) ? 0.05 * range : 0.05 * Math.abs(greatest) || 0.05;
  if (least >= 0 && least < 0.5 * greatest) return linearAxis(0, greatest + room);
  return linearAxis(least - room, greatest + room);
}

/** Time from end to end of what is drawn. */
export function timeAxis(times: readonly number[], log: boolean): Axis {
  const first = times[0];
  const last = times[times.length - 1];
  // Around a single time there is nothing to be read off.
  if (!(first < last))
    return {
      scale: "linear",
      domain: [first - 0.5, first + 0.5],
      ticks: [{ value: first, label: typeset(shortNumber(first)) }],
    };
  return log ? logAxis(first, last, { enough: 2 }) : linearAxis(first, last);
}

/** About so many intervals between labels. */
const intervals = 4.5;

export function linearAxis(from: number, to: number): Axis {
  const step = roundStep((to - from) / intervals);
  const last = Math.floor(to / step + 1e-9);
  const indices: number[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i <= last; i++) indices.push(i);
  const decimals = Math.max(0, -decade(step));
  const size = Math.max(Math.abs(from), Math.abs(to));
  const plain = size >= 1e-3 && size < 1e5;
  const label = (value: number) => (value === 0 ? "0" : plain ? value.toFixed(decimals) : scientific(value));
  return {
    scale: "linear",
    domain: [from, to],
    ticks: indices.map((i) => {
      const value = Number((i * step).toPrecision(12));
      return {
        value,
        label: typeset(label(value)),
      };
    }),
  };
}

/** The nearest of 1, 2, 5 × 10ⁿ in ratio: the borders lie at √2, √10 and √50. */
function roundStep(step: number): number {
  const unit = powerOfTen(decade(step));
  const ratio = (step / unit) * (step / unit);
  return (ratio < 2 ? 1 : ratio < 10 ? 2 : ratio < 50 ? 5 : 10) * unit;
}

/** As many labels as a log axis takes. */
const mostLabels = 7;

interface LogLabels {
  /** Powers of ten alone are labelled where there are so many; below that 2 and 5 help to read. */
  readonly enough?: number;
  /** 1000 rather than 10³. */
  readonly plain?: boolean;
}

const readsPlain = (from: number, to: number): boolean => decade(from) >= -3 && decade(to) <= 3;

export function logAxis(
  from: number,
  to: number,
  { enough = 3, plain = readsPlain(from, to) }: LogLabels = {},
): Axis {
  const least = decade(from);
  const greatest = decade(to);
  const inside = (value: number) => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9);
  const exponents = Array.from({ length: greatest - least + 1 }, (_, i) => least + i);
  const powers = exponents.filter((n) => inside(powerOfTen(n)));
  const label = (factor: number, n: number): string => {
    if (plain) return n < 0 ? (factor * powerOfTen(n)).toFixed(-n) : String(factor * powerOfTen(n));
    return `${factor === 1 ? "" : `${factor}×`}10${superscript(n)}`;
  };
  const every = (factors: readonly number[]) =>
    exponents.flatMap((n) =>
      factors.flatMap((factor) => {
        const value = Number(`${factor}e${n}`);
        return inside(value) ? [{ value, factor, n }] : [];
      }),
    );
  const all = every([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const few = every([1, 2, 5]);
  const stride = Math.ceil(powers.length / mostLabels);
  const labelled =
    powers.length >= enough ? every([1]).filter(({ n }) => n % stride === 0) : few.length >= 2 ? few : all;
  const drawn = stride > 1 ? every([1]) : all;
  const labels = new Map(labelled.map(({ value, factor, n }) => [value, label(factor, n)]));
  return {
    scale: "log",
    domain: [from, to],
    ticks: drawn.map(({ value }) => ({ value, label: labels.get(value) ?? "" })),
  };
}

/** Axes side by side: those that label powers of ten alone write them alike, as 10³ where one of them must. */
export function alike(axes: readonly Axis[]): Axis[] {
  const isWide = ({ scale, ticks }: Axis) =>
    scale === "log" && ticks.every(({ value, label }) => label === "" || powerOfTen(decade(value)) === value);
  const wide = axes.filter(isWide);
  if (wide.every(({ domain: [from, to] }) => readsPlain(from, to))) return [...axes];
  return axes.map((axis) => (wide.includes(axis) ? logAxis(...axis.domain, { plain: false }) : axis));
}

/** 2×10⁻⁵, 10⁶ */
function scientific(value: number): string {
  const n = decade(value);
  const factor = Number(value.toExponential().split("e")[0]);
  const mantissa = Math.abs(factor) === 1 ? (factor < 0 ? "-" : "") : `${factor}×`;
  return `${mantissa}10${superscript(n)}`;
}
