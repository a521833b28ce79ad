/**
 * Rößler's stochastic Runge–Kutta methods as his paper writes them, for any tableau (SIAM J. Numer. Anal. 48, 2010, §6),
 * slow and simple; and the conditions for strong order 1.5 (same paper, Theorems 6.1 and 6.2; the ones that
 * StochasticDiffEq.jl checks too).
 */
import { type Scheme, type SdeProblem, type Step, sra1, sriw1 } from "../../sde/index.js";

type Row = readonly number[];
type Square = readonly Row[];

export interface SraTableau {
  readonly c0: Row;
  readonly c1: Row;
  readonly A0: Square;
  readonly B0: Square;
  readonly alpha: Row;
  readonly beta1: Row;
  readonly beta2: Row;
}

export interface SriTableau extends SraTableau {
  readonly A1: Square;
  readonly B1: Square;
  readonly beta3: Row;
  readonly beta4: Row;
}

const dot = (a: Row, b: Row): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
const sumOf = (row: Row): number => row.reduce((a, b) => a + b, 0);
const squared = (row: Row): number[] => row.map((value) => value * value);
const times = (A: Square, v: Row): number[] => A.map((row) => dot(row, v));

/** What each condition is off by. */
export function sraDefects({ c0, c1, A0, B0, alpha, beta1, beta2 }: SraTableau): number[] {
  const b = B0.map(sumOf);
  return [
    ...c0.map((c, i) => c - sumOf(A0[i])),
    sumOf(alpha) - 1,
    sumOf(beta1) - 1,
    sumOf(beta2),
    dot(alpha, b) - 1,
    dot(alpha, A0.map(sumOf)) - 1 / 2,
    dot(alpha, squared(b)) - 3 / 2,
    dot(beta1, c1) - 1,
    dot(beta2, c1) + 1,
  ];
}

export function sriDefects(tableau: SriTableau): number[] {
  const { c0, c1, A0, A1, B0, B1, alpha } = tableau;
  const betas = [tableau.beta1, tableau.beta2, tableau.beta3, tableau.beta4];
  const b0 = B0.map(sumOf);
  const b1 = B1.map(sumOf);
  const wanted = (row: Row, values: Row): number[] => betas.map((beta, k) => dot(beta, row) - values[k]);
  return [
    ...c0.map((c, i) => c - sumOf(A0[i])),
    ...c1.map((c, i) => c - sumOf(A1[i])),
    sumOf(alpha) - 1,
    dot(alpha, A0.map(sumOf)) - 1 / 2,
    dot(alpha, b0) - 1,
    dot(alpha, squared(b0)) - 3 / 2,
    ...wanted(
      b1.map(() => 1),
      [1, 0, 0, 0],
    ),
    ...wanted(b1, [0, 1, 0, 0]),
    ...wanted(A1.map(sumOf), [1, 0, -1, 0]),
    ...wanted(squared(b1), [1, 0, -1, 2]),
    ...wanted(times(B1, b1), [0, 0, 0, 1]),
    dot(betas[0], times(A1, b0)) / 2 + dot(betas[2], times(A1, b0)) / 3,
  ];
}

/** The method as a scheme: diagonal and scalar noise, or, from an SRA tableau, additive noise. */
export const rosslerScheme = (tableau: SraTableau | SriTableau): Scheme => {
  const full = "A1" in tableau;
  const { prepareEmbedded: _, ...facts } = full ? sriw1 : sra1;
  return { ...facts, name: "by the tableau", prepare: (problem) => prepare(problem, tableau) };
};

function prepare(problem: SdeProblem, tableau: SraTableau | SriTableau): Step {
  const { dimension: d, sources: m, noise, matrixNoise } = problem;
  const { c0, c1, A0, B0, alpha, beta1, beta2 } = tableau;
  const none = A0.map((row) => row.map(() => 0));
  const zeros = alpha.map(() => 0);
  const { A1 = none, B1 = none, beta3 = zeros, beta4 = zeros } = tableau as Partial<SriTableau>;
  const additive = !("A1" in tableau);
  const drift = (t: number, x: Row): number[] => {
    const out = new Float64Array(d);
    problem.drift!(t, Float64Array.from(x), out);
    return Array.from(out);
  };
  /** g with every source weighed by its own number. */
  const noiseOf = (t: number, x: Row, weight: Row): number[] => {
    const out = new Float64Array(problem.diffusionSize);
    problem.diffusion!(t, Float64Array.from(x), out);
    return x.map((_value, i) =>
      matrixNoise
        ? dot(Array.from(out.subarray(i * m, (i + 1) * m)), weight)
        : out[i] * weight[noise.kind === "scalar" ? 0 : i],
    );
  };
  const plus = (x: Row, factor: number, y: Row): number[] => x.map((value, i) => value + factor * y[i]);

  return (t, h, x, { dW, H }, next) => {
    const W = Array.from(dW);
    const area = W.map((w, k) => w / 2 + H[k]);
    const twice = W.map((w) => (w * w - h) / 2 / Math.sqrt(h));
    const thrice = W.map((w) => (w ** 3 - 3 * h * w) / 6 / h);
    const roots = W.map(() => Math.sqrt(h));
    const H0: number[][] = [];
    const H1: number[][] = [];
    let end = Array.from(x);
    alpha.forEach((_a, i) => {
      let drifting = Array.from(x);
      let noisy = Array.from(x);
      for (let j = 0; j < i; j++) {
        const f = drift(t + c0[j] * h, H0[j]);
        drifting = plus(drifting, A0[i][j] * h, f);
        drifting = plus(drifting, B0[i][j], noiseOf(t + c1[j] * h, H1[j], area));
        noisy = plus(noisy, A1[i][j] * h, f);
        noisy = plus(noisy, B1[i][j], noiseOf(t + c1[j] * h, H1[j], roots));
      }
      H0.push(drifting);
      H1.push(noisy);
      end = plus(end, alpha[i] * h, drift(t + c0[i] * h, drifting));
      const weight = W.map((w, k) =>
        additive
          ? beta1[i] * w + beta2[i] * area[k]
          : beta1[i] * w + beta2[i] * twice[k] + beta3[i] * area[k] + beta4[i] * thrice[k],
      );
      end = plus(end, 1, noiseOf(t + c1[i] * h, noisy, weight));
    });
    next.set(end);
  };
}

/** The tableau with one number of one of its rows changed. */
export function changed<Tableau extends SraTableau>(
  tableau: Tableau,
  name: keyof Tableau,
  where: readonly [row: number, column?: number],
  by: number,
): Tableau {
  const [row, column] = where;
  const part = tableau[name] as Row | Square;
  const altered = part.map((value, i) =>
    i !== row
      ? value
      : typeof value === "number"
        ? value + by
        : value.map((entry, j) => (j === column ? entry + by : entry)),
  );
  return { ...tableau, [name]: altered };
}
