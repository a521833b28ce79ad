import { describe, expect, it } from "vitest";
import { dormandPrince, eulerMaruyama, type Scheme, type SdeProblem, solve } from "../../../sde/index.js";
import type { SparseRow } from "../../../sde/schemes/combine.js";
import {
  errorOrder5,
  nodes,
  stages,
  weights,
  weightsOrder3,
} from "../../../sde/schemes/dormand-prince-tableau.js";
import { orderDefect, rootedTrees, vertices } from "../../kit/rooted-trees.js";
import { geometricBrownian, ode } from "../../kit/sde-problems.js";

const full = (row: SparseRow): number[] => {
  const dense = nodes.map(() => 0);
  for (const [stage, coefficient] of row) dense[stage] = coefficient;
  return dense;
};
const A = [full([]), ...stages.map(full)];
const b = full(weights);
const b5 = full(errorOrder5).map((e, i) => b[i] - e);
const b3 = full(weightsOrder3);
const trees = rootedTrees(8);
const total = (row: readonly number[]) => row.reduce((sum, value) => sum + value, 0);
/** Coefficients of size 43 carry rounding of this much. */
const rounding = 1e-13;

const worst = (row: readonly number[], matrix: readonly (readonly number[])[], order: number): number =>
  Math.max(...trees[order].map((tree) => orderDefect(row, matrix, tree)));

describe("the tableau", () => {
  it("has the 200 rooted trees up to order 8 to satisfy", () => {
    expect(trees.map((list) => list.length)).toEqual([0, 1, 1, 2, 4, 9, 20, 48, 115]);
    expect(trees[5].every((tree) => vertices(tree) === 5)).toBe(true);
  });

  it("is explicit, and its rows sum to the nodes", () => {
    A.forEach((row, i) => {
      expect(row.slice(i).every((a) => a === 0)).toBe(true);
      expect(Math.abs(total(row) - nodes[i])).toBeLessThan(rounding);
    });
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])("integrates t^%i exactly: Σ b_i c_i^k = 1/(k+1)", (k) => {
    expect(Math.abs(total(b.map((weight, i) => weight * nodes[i] ** k)) - 1 / (k + 1))).toBeLessThan(
      rounding,
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("meets every order condition of order %i", (order) => {
    expect(worst(b, A, order)).toBeLessThan(rounding);
  });

  it("its error weights sum to 0, and the embedded formulas have orders 5 and 3, no more", () => {
    expect(Math.abs(total(full(errorOrder5)))).toBeLessThan(rounding);
    expect(Math.abs(total(b3) - 1)).toBeLessThan(rounding);
    for (const order of [1, 2, 3, 4, 5]) expect(worst(b5, A, order)).toBeLessThan(rounding);
    for (const order of [1, 2, 3]) expect(worst(b3, A, order)).toBeLessThan(rounding);
    expect(worst(b5, A, 6)).toBeGreaterThan(1e-5);
    expect(worst(b3, A, 4)).toBeGreaterThan(1e-5);
  });

  it("a thousandth of change in any weight, or moved within any row, breaks some condition", () => {
    const broken = (row: readonly number[], matrix: readonly (readonly number[])[]) =>
      Math.max(...[1, 2, 3, 4, 5, 6, 7, 8].map((order) => worst(row, matrix, order)));
    const moved = (row: readonly number[], from: number, to: number) =>
      row.map((value, j) => value + 1e-3 * ((j === to ? 1 : 0) - (j === from ? 1 : 0)));
    for (const [stage] of weights) expect(broken(moved(b, -1, stage), A)).toBeGreaterThan(10 * rounding);
    stages.forEach((row, i) => {
      for (let j = 1; j < row.length; j++) {
        const changed = A.map((full, p) => (p === i + 1 ? moved(full, row[0][0], row[j][0]) : full));
        expect(broken(b, changed)).toBeGreaterThan(10 * rounding);
      }
    });
  });
});

describe("fixed steps", () => {
  /** x' = 1 + x², x = tan t. */
  const tangent = ode((_t, x, out) => {
    out[0] = 1 + x[0] * x[0];
  });
  /** x' = −2t x², x = 1/(1 + t²). */
  const bell = ode((t, x, out) => {
    out[0] = -2 * t * x[0] * x[0];
  });
  const relativeErrors = (problem: SdeProblem, scheme: Scheme, to: number, start: number, exact: number) =>
    [12, 16, 24].map((steps) => {
      const { state } = solve(problem, { start: [start], to, step: to / steps, scheme });
      return Math.abs(state[0] / exact - 1);
    });
  const order = (errors: readonly number[]) => Math.log(errors[0] / errors[2]) / Math.log(2);

  it.each([
    ["x' = 1 + x²", tangent, 1.2, 0, Math.tan(1.2)],
    ["x' = −2t x²", bell, 2, 1, 1 / 5],
  ] as const)("converge at order 8 on %s, to the right limit", (_name, problem, to, start, exact) => {
    const errors = relativeErrors(problem, dormandPrince, to, start, exact);
    expect(errors[2]).toBeLessThan(1e-11);
    expect(order(errors)).toBeGreaterThan(7.5);
    expect(order(errors)).toBeLessThan(8.5);
  });

  it("the same measurement gives Euler's method order 1", () => {
    const measured = order(relativeErrors(tangent, eulerMaruyama, 1.2, 0, Math.tan(1.2)));
    expect(measured).toBeGreaterThan(0.7);
    expect(measured).toBeLessThan(1.3);
  });

  it("reach the same bits whatever is saved", () => {
    const options = { start: [1], to: 2, step: 0.1, scheme: dormandPrince };
    const plain = solve(bell, options).state;
    expect(solve(bell, { ...options, save: { times: "steps" } }).state).toEqual(plain);
    expect(solve(bell, { ...options, save: { times: [0.03, 0.77, 1.999] } }).state).toEqual(plain);
  });

  it("overflow of x' = x² past 1/x₀ is an outcome: diverged, not-finite", () => {
    const blowUp = ode((_t, x, out) => {
      out[0] = x[0] * x[0];
    });
    const run = solve(blowUp, { start: [2], to: 1, step: 0.01, scheme: dormandPrince });
    expect(run.outcome).toBe("diverged");
    expect(run.reason).toBe("not-finite");
    expect(run.time).toBeGreaterThan(0.5);
    expect(run.time).toBeLessThan(0.55);
    expect(Number.isFinite(run.state[0])).toBe(false);
  });
});

describe("the facts", () => {
  it("refuse noise", () => {
    expect(() =>
      solve(geometricBrownian(1, 1), { start: [1], to: 1, step: 0.1, scheme: dormandPrince, seed: 1 }),
    ).toThrow(
      /^dormand-prince does not fit diagonal noise, being made for none; schemes that fit are .*euler-maruyama/,
    );
  });

  it("are frozen", () => {
    expect(Object.isFrozen(dormandPrince)).toBe(true);
    expect(Object.isFrozen(eulerMaruyama)).toBe(true);
  });
});
