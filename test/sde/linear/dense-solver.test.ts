import { LuDecomposition, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { defineSde, type Field } from "../../../sde/index.js";
import { createDenseSolver } from "../../../sde/linear/dense-solver.js";

/** f = (t² x_1 x_2, sin x_1 − e^t x_2), its derivatives beside it. */
const drift: Field = (t, x, out) => {
  out[0] = t * t * x[0] * x[1];
  out[1] = Math.sin(x[0]) - Math.exp(t) * x[1];
};
const driftJacobian: Field = (t, x, out) =>
  out.set([t * t * x[1], t * t * x[0], Math.cos(x[0]), -Math.exp(t)]);
const [t, h, s] = [0.7, 0.2, 3];
const x = Float64Array.of(1.3, -200);
const b = [0.4, -1.1];

function solved(problem: Parameters<typeof createDenseSolver>[0]) {
  const solver = createDenseSolver(problem);
  const timeDerivative = new Float64Array(2);
  const y = Float64Array.from(b);
  solver.linearise(t, h, x, s, timeDerivative);
  solver.solve(y);
  return { y, timeDerivative };
}

const J = new Float64Array(4);
driftJacobian(t, x, J);
const exact = new LuDecomposition(Matrix.eye(2).sub(Matrix.from1DArray(2, 2, J).mul(s)))
  .solve(Matrix.columnVector(b))
  .to1DArray();
const bare = { dimension: 2, noise: { kind: "none" }, drift } as const;

describe("the dense solver", () => {
  it.each([
    ["the problem's Jacobian", { ...bare, driftJacobian }, 1e-14],
    ["differences, to ten digits", bare, 1e-9],
  ])("solves (1 − s ∂f/∂x) y = b with %s", (_name, definition, tolerance) => {
    const { y } = solved(defineSde(definition));
    y.forEach((value, i) => {
      expect(Math.abs(value / exact[i] - 1)).toBeLessThan(tolerance);
    });
  });

  it("writes ∂f/∂t, from times in [t, t + h] alone", () => {
    const seen: number[] = [];
    const watched: Field = (at, state, out) => {
      seen.push(at);
      drift(at, state, out);
    };
    const { timeDerivative } = solved(defineSde({ ...bare, drift: watched, driftJacobian }));
    expect(timeDerivative[0] / (2 * t * x[0] * x[1])).toBeCloseTo(1, 7);
    expect(timeDerivative[1] / (-Math.exp(t) * x[1])).toBeCloseTo(1, 7);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(t);
    expect(Math.max(...seen)).toBeLessThanOrEqual(t + h);
  });
});
