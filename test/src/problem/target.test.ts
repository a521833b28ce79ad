import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import { gaussian } from "../../../src/problem/gaussian.js";
import { power } from "../../../src/problem/power.js";
import { drawTarget, type TargetData, targetKinds } from "../../../src/problem/target.js";
import { values } from "../../../src/problem/values.js";
import { zero } from "../../../src/problem/zero.js";
import { spectrumOfAtoms } from "../../kit/spectra.js";

const streamOf = (seed: number) => createStreams(seed, "test").stream(0);
const norm = (x: Float64Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
const spectrum = spectrumOfAtoms([1.6, 0.4], [300, 200]);

describe("drawTarget, zero", () => {
  it("is zero, one column after the other", () => {
    expect(drawTarget(zero(), spectrum, 2, streamOf(1))).toEqual(new Float64Array(1000));
  });
});

describe("drawTarget, gaussian", () => {
  it.each([1, 3])("meets its Frobenius norm over %d columns", (columns) => {
    const drawn = drawTarget(gaussian({ norm: 2.5 }), spectrum, columns, streamOf(1));
    expect(drawn.length).toBe(500 * columns);
    expect(Math.abs(norm(drawn) / 2.5 - 1)).toBeLessThan(1e-14);
  });
  it("has norm 1 unless told otherwise, and may have norm 0", () => {
    expect(norm(drawTarget(gaussian(), spectrum, 1, streamOf(1)))).toBeCloseTo(1, 14);
    expect(norm(drawTarget(gaussian({ norm: 0 }), spectrum, 1, streamOf(1)))).toBe(0);
  });
  it("a direction of the sphere: the share of the first 300 of 500 squares is Beta(150, 100)", () => {
    // 200 draws: mean 0.6, each of variance 0.6·0.4/251; 5 standard errors
    let total = 0;
    let skew = 0;
    for (let seed = 0; seed < 200; seed++) {
      const drawn = drawTarget(gaussian(), spectrum, 1, streamOf(seed));
      for (let i = 0; i < 300; i++) total += drawn[i] ** 2;
      skew += drawn[7];
    }
    expect(Math.abs(total / 200 - 0.6)).toBeLessThan(5 * Math.sqrt(0.24 / 251 / 200));
    expect(Math.abs(skew / 200)).toBeLessThan(5 * Math.sqrt(1 / 500 / 200));
  });
  it("the same stream gives the same bytes, another seed others", () => {
    const draw = (seed: number) => drawTarget(gaussian(), spectrum, 2, streamOf(seed));
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });
  it.each([-1, Number.NaN, Infinity])("refuses the norm %d", (value) => {
    expect(() => gaussian({ norm: value })).toThrow(`norm = ${value}`);
  });
});

describe("drawTarget, power", () => {
  const decaying = spectrumOfAtoms([2, 1, 0.5, 0.1], [1, 1, 1, 1]);
  it("squared components are proportional to λ^(−s), the norm is met", () => {
    for (const exponent of [0.7, 0, -1.5]) {
      const drawn = drawTarget(power({ exponent, norm: 3 }), decaying, 2, streamOf(1));
      const factor = drawn[0] ** 2 * 2 ** exponent;
      drawn.forEach((value, i) => {
        expect((value ** 2 * decaying.eigenvalues[i % 4] ** exponent) / factor).toBeCloseTo(1, 12);
      });
      expect(norm(drawn)).toBeCloseTo(3, 12);
    }
  });
  it("with scale, squared component = scale·λ^(−s)/d", () => {
    const drawn = drawTarget(power({ exponent: 0.7, scale: 5 }), decaying, 1, streamOf(1));
    drawn.forEach((value, i) => {
      expect(value ** 2).toBeCloseTo((5 * decaying.eigenvalues[i] ** -0.7) / 4, 12);
    });
  });
  it("draws each sign with probability one half", () => {
    let positive = 0;
    for (let seed = 0; seed < 20; seed++) {
      const drawn = drawTarget(power({ exponent: 0.5 }), spectrum, 1, streamOf(seed));
      positive += drawn.filter((value) => value > 0).length;
    }
    expect(Math.abs(positive - 5000)).toBeLessThan(5 * Math.sqrt(10000 / 4));
  });
  it("refuses eigenvalue 0 with a positive exponent in one sentence, and only then", () => {
    const singular = spectrumOfAtoms([1, 0], [3, 2]);
    expect(() => drawTarget(power({ exponent: 0.5 }), singular, 1, streamOf(1))).toThrow(
      /^target: power with exponent 0.5 .*eigenvalue 0.*\.$/,
    );
    expect(norm(drawTarget(power({ exponent: 0 }), singular, 1, streamOf(1)))).toBeCloseTo(1, 13);
    const drawn = drawTarget(power({ exponent: -1 }), singular, 1, streamOf(1));
    expect(drawn[3] + 0).toBe(0);
    expect(norm(drawn)).toBeCloseTo(1, 13);
  });
  it.each([
    [{ exponent: Number.NaN }, "exponent = NaN"],
    [{ exponent: 1, norm: 1, scale: 1 }, "both norm = 1 and scale = 1"],
    [{ exponent: 1, scale: -1 }, "scale = -1"],
    [{ exponent: 1, norm: -1 }, "norm = -1"],
  ])("refuses %o", (options, message) => {
    expect(() => power(options)).toThrow(message);
  });
});

describe("drawTarget, values", () => {
  const three = spectrumOfAtoms([1, 2, 3], [1, 1, 1]);
  it("takes plain numbers for one output and rows for more, stored column after column", () => {
    expect(Array.from(drawTarget(values([1, 2, 3]), three, 1, streamOf(1)))).toEqual([1, 2, 3]);
    expect(Array.from(drawTarget(values([[1], [2], [3]]), three, 1, streamOf(1)))).toEqual([1, 2, 3]);
    const rows = [
      [1, 10],
      [2, 20],
      [3, 30],
    ];
    expect(Array.from(drawTarget(values(rows), three, 2, streamOf(1)))).toEqual([1, 2, 3, 10, 20, 30]);
  });
  it.each([
    [[1, 2], 1, "2 rows, but the dimension is 3"],
    [[1, 2, 3], 2, "values[0] holds 1 numbers, but there are 2 outputs"],
    [[[1, 2], [1], [1, 2]], 2, "values[1] holds 1 numbers"],
    [[1, Number.NaN, 3], 1, "values[1] holds NaN"],
  ])("refuses %j for %d outputs", (rows, columns, message) => {
    expect(() => drawTarget(values(rows as number[]), three, columns, streamOf(1))).toThrow(message);
  });
});

describe("drawTarget, another kind", () => {
  it("names the kinds it knows", () => {
    const unknown = { kind: "gausian" } as unknown as TargetData;
    for (const kind of targetKinds) expect(() => drawTarget(unknown, spectrum, 1, streamOf(1))).toThrow(kind);
    expect(() => drawTarget({ kind: "correlated" } as never, spectrum, 1, streamOf(1))).toThrow("correlated");
  });
});
