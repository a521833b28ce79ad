import { describe, expect, it } from "vitest";
import { catalogue, defineSde, dormandPrince, type NamedProblem, solve, toIto } from "../../../sde/index.js";
import { gaussHermite } from "../../kit/gaussian-quadrature.js";

const times = [0.3, 1];
const start = (entry: NamedProblem) => Float64Array.from(entry.problem.start!);
const close = (value: number, expected: number, tolerance: number) =>
  expect(Math.abs(value - expected)).toBeLessThan(tolerance * Math.max(1, Math.abs(expected)));

/** E of every coordinate and of |X|² over (W, H): W ~ N(0, t), H ~ N(0, t/12), what an exact solution may read. */
function quadrature({ problem, exact, exactNeeds = [], from }: NamedProblem, t: number): number[] {
  const { dimension: d, sources: m } = problem;
  const readsH = exactNeeds.includes("space-time-area");
  const { nodes, weights } = gaussHermite(24);
  const [W, H] = [new Float64Array(m), new Float64Array(readsH ? m : 0)];
  const out = new Float64Array(d);
  const moments = new Array<number>(d + 1).fill(0);
  const over = (k: number, weight: number): void => {
    if (k === m + H.length) {
      exact!(t, problem.start!, { from, W, H, A: new Float64Array(m * m) }, out);
      out.forEach((x, i) => {
        moments[i] += weight * x;
        moments[d] += weight * x * x;
      });
      return;
    }
    nodes.forEach((node, q) => {
      if (k < m) W[k] = Math.sqrt(t - from) * node;
      else H[k - m] = Math.sqrt((t - from) / 12) * node;
      over(k + 1, weight * weights[q]);
    });
  };
  over(0, 1);
  return moments;
}

describe("means and mean squares that are written down are those of the exact solution", () => {
  const known = catalogue.filter(
    ({ exact, exactNeeds = [], mean, meanSquare }) =>
      exact && (mean || meanSquare) && !exactNeeds.includes("levy-area"),
  );

  it("of a good many entries", () => expect(known.length).toBeGreaterThan(8));

  it.each(known)("$name", (entry) => {
    for (const t of times) {
      const moments = quadrature(entry, t);
      entry.mean?.(t, start(entry), entry.from).forEach((value, i) => {
        close(value, moments[i], 1e-12);
      });
      if (entry.meanSquare)
        close(entry.meanSquare(t, start(entry), entry.from), moments[entry.problem.dimension], 1e-12);
    }
  });
});

/** The drift is affine, so d/dt E X = f(t, E X) in Itô's calculus. */
describe("E X_t solves the equation without noise", () => {
  it.each(catalogue.filter(({ mean }) => mean))("$name", (entry) => {
    const { problem, mean, from } = entry;
    const still = defineSde({
      dimension: problem.dimension,
      noise: { kind: "none" },
      drift: toIto(problem).drift!,
    });
    for (const to of times) {
      const { state } = solve(still, {
        start: start(entry),
        from,
        to,
        scheme: dormandPrince,
        tolerance: { relative: 1e-12, absolute: 1e-12 },
      });
      mean!(to, start(entry), from).forEach((value, i) => {
        close(value, state[i], 1e-10);
      });
    }
  });
});

/** (E X, E X²)′ where the drift is linear and g² is affine; numbers are the entries' own. */
const secondMoments: readonly [name: string, closed: (m: number, s: number) => readonly [number, number]][] =
  [
    ["ornstein-uhlenbeck", (m, s) => [-m, -2 * s + 0.8 ** 2]],
    ["cox-ingersoll-ross", (m, s) => [2 * (1 - m), 4 * m - 4 * s + 0.5 ** 2 * m]],
    ["non-commuting-linear", (m, s) => [-0.3 * m, 2 * (-0.3 + 0.5 ** 2) * s]],
  ];

describe("E |X_t|² solves its moment equation", () => {
  it.each(secondMoments)("%s", (name, closed) => {
    const entry = catalogue.find((candidate) => candidate.name === name)!;
    const x = start(entry);
    const moments = defineSde({
      dimension: 2,
      noise: { kind: "none" },
      drift: (_t, [m, s], out) => out.set(closed(m, s)),
    });
    for (const to of times) {
      const { state } = solve(moments, {
        start: [x[0], x.reduce((sum, value) => sum + value * value, 0)],
        to,
        scheme: dormandPrince,
        tolerance: { relative: 1e-12, absolute: 1e-12 },
      });
      close(entry.meanSquare!(to, x, 0), state[1], 1e-10);
    }
  });

  it("the Lévy-area system: E (∫W₁ dW₂)² = t²/2", () => {
    const entry = catalogue.find(({ name }) => name === "levy-area")!;
    for (const t of times) close(entry.meanSquare!(t, [0, 0, 0], 0), 2 * t + (t * t) / 2, 1e-15);
  });
});
