/**
 * E f(r), r ~ N(0, B), for a vector f of smooth functions of m fields. With B = L Lᵀ (factor.ts, singular B included):
 *
 *   E f ≈ Σ_j w_j f(L z_j)
 *
 * | m     | points z_j                                                 | error, as reported                     |
 * |-------|------------------------------------------------------------|----------------------------------------|
 * | 1 … 4 | Gauss–Hermite in each coordinate (golub-welsch.ts)         | distance from two nodes fewer          |
 * | 5 …   | lattice rules, randomly shifted and frozen (lattice.ts)    | standard error of the shifts' mean     |
 *
 * The points depend on m alone, so that the mean is a fixed and continuous function of B.
 */
import { cholesky } from "./factor.js";
import { hermiteRule } from "./golub-welsch.js";
import { latticePoints, SHIFTS } from "./lattice.js";

/** Writes the values of f at the fields r (m numbers). */
export type FieldFunction = (fields: Float64Array, out: Float64Array) => void;

export interface Expectation {
  /** Writes E f, r ~ N(0, B); B is m×m, row by row. */
  mean(B: Float64Array, f: FieldFunction, out: Float64Array): void;
  /** Estimated error of `mean`, entry by entry. */
  error(B: Float64Array, f: FieldFunction, out: Float64Array): void;
}

interface PointRule {
  /** count × m */
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Nodes in each coordinate, by m. */
const NODES = [0, 96, 64, 32, 14];
/** Corners of a tensor rule lighter than this are left out: half the points, together below 1e-8 of the weight. */
const NEGLIGIBLE = 1e-12;

/** By m and the number of nodes in each coordinate, 0 for a lattice. */
const rules = new Map<string, PointRule>();

/**
 * Makes the rule for m fields and a function of so many values; what it returns has scratch space of its own.
 *
 * @param m number of fields
 * @param values length of what f writes
 * @param kinked whether f has kinks, on which a tensor rule loses more than a lattice
 */
export function createExpectation(m: number, values: number, kinked = false): Expectation {
  const nodes = (kinked ? undefined : NODES[m]) ?? 0;
  const root = new Float64Array(m * m);
  const fields = new Float64Array(m);
  const value = new Float64Array(values);
  const other = new Float64Array(values);
  const squares = new Float64Array(values);

  const accumulate = (rule: PointRule, from: number, to: number, f: FieldFunction, out: Float64Array) => {
    out.fill(0);
    for (let j = from; j < to; j++) {
      transform(m, root, rule.points, j * m, fields);
      f(fields, value);
      const weight = rule.weights[j];
      for (let i = 0; i < values; i++) out[i] += weight * value[i];
    }
  };
  const whole = (rule: PointRule, f: FieldFunction, out: Float64Array) =>
    accumulate(rule, 0, rule.weights.length, f, out);

  return {
    mean(B, f, out) {
      cholesky(m, B, root);
      whole(ruleOf(m, nodes), f, out);
    },
    error(B, f, out) {
      cholesky(m, B, root);
      if (nodes > 0) {
        whole(ruleOf(m, nodes), f, out);
        whole(ruleOf(m, nodes - 2), f, other);
        for (let i = 0; i < values; i++) out[i] = Math.abs(out[i] - other[i]);
        return;
      }
      const rule = ruleOf(m, 0);
      const size = rule.weights.length / SHIFTS;
      out.fill(0);
      squares.fill(0);
      for (let r = 0; r < SHIFTS; r++) {
        accumulate(rule, r * size, (r + 1) * size, f, other);
        for (let i = 0; i < values; i++) {
          // Each part weighs 1/R: R times it is a mean of its own. Welford's update keeps small differences.
          const difference = SHIFTS * other[i] - out[i];
          out[i] += difference / (r + 1);
          squares[i] += difference * (SHIFTS * other[i] - out[i]);
        }
      }
      for (let i = 0; i < values; i++) out[i] = Math.sqrt(squares[i] / (SHIFTS * (SHIFTS - 1)));
    },
  };
}

/** r = L z */
function transform(m: number, L: Float64Array, points: Float64Array, at: number, fields: Float64Array): void {
  for (let p = 0; p < m; p++) {
    let sum = 0;
    for (let k = 0; k <= p; k++) sum += L[p * m + k] * points[at + k];
    fields[p] = sum;
  }
}

/** The rule of m fields, made once and shared. */
function ruleOf(m: number, nodes: number): PointRule {
  const key = `${m} ${nodes}`;
  let rule = rules.get(key);
  if (rule === undefined) {
    rule = nodes > 0 ? tensor(m, nodes) : lattice(m);
    rules.set(key, rule);
  }
  return rule;
}

function lattice(m: number): PointRule {
  const points = latticePoints(m);
  const count = points.length / m;
  return { points, weights: new Float64Array(count).fill(1 / count) };
}

function tensor(m: number, count: number): PointRule {
  const { nodes, weights } = hermiteRule(count);
  const points: number[] = [];
  const products: number[] = [];
  const index = new Int32Array(m);
  for (let more = true; more; ) {
    let weight = 1;
    for (let k = 0; k < m; k++) weight *= weights[index[k]];
    if (weight >= NEGLIGIBLE) {
      for (let k = 0; k < m; k++) points.push(nodes[index[k]]);
      products.push(weight);
    }
    // The last coordinate runs fastest, so that the first fields stay as they are from point to point.
    let k = m - 1;
    while (k >= 0 && ++index[k] === count) index[k--] = 0;
    more = k >= 0;
  }
  return { points: Float64Array.from(points), weights: Float64Array.from(products) };
}
