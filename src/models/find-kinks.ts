/**
 * Flat places where a function has kinks or jumps, found by looking along lines at random. With second differences
 *
 *   Δ = φ(t + s) − 2φ(t) + φ(t − s)
 *
 * a jump of φ keeps Δ as s is halved, a kink halves it and anything smooth quarters it: a bracket that is halved again and
 * again towards the larger Δ closes in on the first two and loses the third. The points found on all lines are then
 * gathered into planes, those with the most of them first.
 *
 * Planes beyond the reach of the lines are not found, nor those nearer to one another than their grid, nor what is curved.
 */
import { createStreams } from "../../sde/index.js";

/** Writes φ at a point, as many numbers as it has values. */
export type ProbedFunction = (point: Float64Array, out: Float64Array) => void;

/** Σ_k w_k x_k = value, the first w that is not zero being 1. */
export interface Plane {
  readonly weights: readonly number[];
  readonly value: number;
}

interface Break {
  readonly line: number;
  readonly at: Float64Array;
}

/** Second difference of φ, and its size. */
type Difference = (t: number, s: number) => { readonly change: number; readonly size: number };

const MOST_DIMENSIONS = 3;
const LINES = 20;
/** Standard deviation of a line's middle, and how far it goes both ways. */
const SPREAD = 1.5;
const REACH = 4;
const BRACKETS = 80;
const HALVINGS = 34;
/** Over the halvings from here to there Δ must hold better than that of a smooth function, which falls to 1/1024. */
const TRIED_FROM = 5;
const TRIED_TO = 10;
const HELD = 0.01;
/** Points nearer than this to a plane are on it. */
const NEAR = 1e-5;
/** Lines that must meet a plane. */
const FEWEST = 6;

/**
 * The planes of a function of up to three numbers; none for more.
 *
 * @param accuracy of φ, relative to 1 + |φ|: its own rounding, which a second difference must not be taken for
 */
export function findKinks(dimensions: number, values: number, accuracy: number, f: ProbedFunction): Plane[] {
  if (dimensions > MOST_DIMENSIONS) return [];
  const planes = planesThrough(dimensions, breaksOf(dimensions, values, accuracy, f));
  // A kink is placed where Δ, its size times s, comes down to the accuracy of φ.
  return planes.map((plane) => rounded(plane, Math.sqrt(accuracy)));
}

/** Points where φ has a kink or a jump, on lines at random. */
function breaksOf(dimensions: number, values: number, accuracy: number, f: ProbedFunction): Break[] {
  const stream = createStreams(1, "kinks").stream(0);
  const drawn = new Float64Array(2 * dimensions);
  const point = new Float64Array(dimensions);
  const [left, middle, right] = [0, 1, 2].map(() => new Float64Array(values));
  const along = (t: number): Float64Array => {
    for (let k = 0; k < dimensions; k++) point[k] = SPREAD * drawn[k] + t * drawn[dimensions + k];
    return point;
  };
  const difference: Difference = (t, s) => {
    f(along(t - s), left);
    f(along(t), middle);
    f(along(t + s), right);
    let [change, size] = [0, 0];
    for (let i = 0; i < values; i++) {
      change = Math.max(change, Math.abs(right[i] - 2 * middle[i] + left[i]));
      size = Math.max(size, Math.abs(middle[i]));
    }
    return { change, size };
  };
  const found: Break[] = [];
  const half = REACH / BRACKETS;
  for (let line = 0; line < LINES; line++) {
    stream.fillNormals(drawn, 0, drawn.length);
    for (let k = 0; k < BRACKETS; k++) {
      const t = breakWithin(-REACH + (2 * k + 1) * half, half, accuracy, difference);
      if (t !== undefined) found.push({ line, at: along(t).slice() });
    }
  }
  return found;
}

/** The place within `width` of t where Δ does not fall as that of a smooth function does. */
function breakWithin(
  center: number,
  width: number,
  accuracy: number,
  difference: Difference,
): number | undefined {
  let t = center;
  let s = width;
  let before = 0;
  for (let halving = 1; halving <= HALVINGS; halving++) {
    s *= 0.5;
    // Three brackets of half the width cover the last one, and room beside for a break on their edges.
    let [change, size, place] = [0, 0, t];
    for (const at of [t - s, t, t + s]) {
      const found = difference(at, s);
      size = Math.max(size, found.size);
      if (found.change > change) [change, place] = [found.change, at];
    }
    if (!(change > accuracy * (1 + size))) return halving > TRIED_TO ? t : undefined;
    t = place;
    if (halving === TRIED_FROM) before = change;
    if (halving === TRIED_TO && !(change > HELD * before)) return undefined;
  }
  return t;
}

/** Planes that at least FEWEST lines meet, those of the most first. */
function planesThrough(dimensions: number, breaks: readonly Break[]): Plane[] {
  const planes: Plane[] = [];
  let left = breaks;
  while (left.length > 0) {
    const [first, ...others] = left;
    const best = bestThrough(dimensions, first, others);
    if (best === undefined) {
      left = others;
      continue;
    }
    planes.push(best);
    left = left.filter(({ at }) => !(distance(best, at) < NEAR));
  }
  return planes;
}

/** The plane through one point and as many others as it takes that is met by the most lines. */
function bestThrough(dimensions: number, first: Break, others: readonly Break[]): Plane | undefined {
  let best: Plane | undefined;
  let most = FEWEST - 1;
  const consider = (normal: number[]): void => {
    const length = Math.sqrt(normal.reduce((sum, entry) => sum + entry * entry, 0));
    if (!(length > NEAR)) return;
    const weights = normal.map((entry) => entry / length);
    const plane = { weights, value: inner(weights, first.at) };
    const lines = new Set(
      [first, ...others].filter(({ at }) => distance(plane, at) < NEAR).map(({ line }) => line),
    );
    if (lines.size <= most) return;
    most = lines.size;
    best = plane;
  };
  if (dimensions === 1) consider([1]);
  others.forEach((second, k) => {
    const a = second.at.map((entry, i) => entry - first.at[i]);
    if (dimensions === 2) consider([a[1], -a[0]]);
    if (dimensions < 3) return;
    for (const third of others.slice(k + 1)) {
      const b = third.at.map((entry, i) => entry - first.at[i]);
      consider([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]);
    }
  });
  return best;
}

function inner(weights: readonly number[], at: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < at.length; k++) sum += weights[k] * at[k];
  return sum;
}

const distance = ({ weights, value }: Plane, at: Float64Array): number =>
  Math.abs(inner(weights, at) - value);

/** The same plane with its first coefficient 1, and thousandths for what is as near to them as it is known. */
function rounded({ weights, value }: Plane, known: number): Plane {
  const first = weights.find((weight) => Math.abs(weight) > NEAR) as number;
  const round = (entry: number): number => {
    const near = Math.round((1000 * entry) / first) / 1000;
    return Math.abs(near - entry / first) < known ? near : entry / first;
  };
  return { weights: weights.map(round), value: round(value) };
}
