import { describe, expect, it } from "vitest";
import { prepareDirectional } from "../../sde/differences.js";
import type { Field } from "../../sde/index.js";
import { cos, sin } from "../../sde/kernels/index.js";

const along = (field: Field, size: number, x: readonly number[], v: readonly number[]): Float64Array => {
  const out = new Float64Array(size);
  prepareDirectional(x.length, size, field)(0, Float64Array.from(x), Float64Array.from(v), out);
  return out;
};

/** g = (sin x₀ cos x₁, x₀²x₁, 7) */
const field: Field = (_t, x, out) => {
  out[0] = sin(x[0]) * cos(x[1]);
  out[1] = x[0] * x[0] * x[1];
  out[2] = 7;
};

describe("the derivative along a direction", () => {
  it.each([
    [
      [0.3, 0.7],
      [1, 0],
    ],
    [
      [0.3, -0.7],
      [-0.2, 5],
    ],
    [
      [0, 0],
      [1e-6, 3e-6],
    ],
    [
      [0.5, 0.1],
      [4e5, -1e5],
    ],
  ])("at %j along %j, to 10⁻¹⁰ of |v|", (x, v) => {
    const size = Math.max(...v.map(Math.abs));
    const exact = [
      cos(x[0]) * cos(x[1]) * v[0] - sin(x[0]) * sin(x[1]) * v[1],
      2 * x[0] * x[1] * v[0] + x[0] * x[0] * v[1],
      0,
    ];
    along(field, 3, x, v).forEach((value, i) => {
      expect(Math.abs(value - exact[i])).toBeLessThan(1e-10 * size);
    });
  });

  it("for large states the step grows with them", () => {
    const square: Field = (_t, x, out) => {
      out[0] = x[0] * x[0];
    };
    expect(along(square, 1, [1e8], [3])[0] / 6e8).toBeCloseTo(1, 9);
  });

  it("along nothing is zero", () => {
    expect(Array.from(along(field, 3, [1, 2], [0, 0]))).toEqual([0, 0, 0]);
  });

  it("near the edge of the domain the step shrinks: √x at 10⁻⁸", () => {
    const root: Field = (_t, x, out) => {
      out[0] = Math.sqrt(x[0]);
    };
    expect(along(root, 1, [1e-8], [1])[0] / (0.5 / 1e-4)).toBeCloseTo(1, 8);
    expect(along(root, 1, [1e-8], [-2])[0] / (-1 / 1e-4)).toBeCloseTo(1, 8);
  });
});
