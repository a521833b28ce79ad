import { describe, expect, it } from "vitest";
import { implicitQl } from "../../../src/gaussian/implicit-ql.js";

const unit = (n: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));

describe("implicitQl", () => {
  it.each([1, 2, 3, 5, 40])("the path's Laplacian has eigenvalues 2 − 2cos(πk/(n+1)), n = %i", (n) => {
    const diagonal = new Float64Array(n).fill(2);
    const offDiagonal = new Float64Array(n).fill(-1);
    offDiagonal[n - 1] = 0;
    const vectors = unit(n);
    implicitQl(n, diagonal, offDiagonal, vectors);
    const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[i] - diagonal[j]);
    order.forEach((column, k) => {
      const angle = (Math.PI * (k + 1)) / (n + 1);
      expect(Math.abs(diagonal[column] - (2 - 2 * Math.cos(angle)))).toBeLessThan(8 * n * Number.EPSILON);
      // Its eigenvector is sin(πki/(n+1)), up to length and sign; the gap is of order 1/n².
      const sign = Math.sign(vectors[column]);
      for (let i = 0; i < n; i++) {
        const exact = Math.sqrt(2 / (n + 1)) * Math.sin(angle * (i + 1));
        expect(Math.abs(sign * vectors[i * n + column] - exact)).toBeLessThan(8 * n ** 3 * Number.EPSILON);
      }
    });
  });

  it("takes a matrix that is diagonal, or falls apart, as it stands", () => {
    const diagonal = Float64Array.of(3, 1, 2);
    const vectors = unit(3);
    implicitQl(3, diagonal, new Float64Array(3), vectors);
    expect(Array.from(diagonal)).toEqual([3, 1, 2]);
    expect(vectors).toEqual(unit(3));
    const zeroDiagonal = new Float64Array(4);
    implicitQl(4, zeroDiagonal, Float64Array.of(1, 0, 1, 0), unit(4));
    expect(Array.from(zeroDiagonal, (x) => Math.round(x * 1e12) / 1e12).sort()).toEqual([-1, -1, 1, 1]);
  });
});
