import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import { correlated } from "../../../src/problem/correlated.js";
import { gaussian } from "../../../src/problem/gaussian.js";
import { drawInitial, initialKinds } from "../../../src/problem/initial.js";
import { drawTarget } from "../../../src/problem/target.js";
import { zero } from "../../../src/problem/zero.js";
import { spectrumOfAtoms } from "../../kit/spectra.js";

const streamOf = (seed: number) => createStreams(seed, "test").stream(0);
const inner = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * y[i], 0);
const spectrum = spectrumOfAtoms([1.6, 0.4], [40, 60]);
const target = drawTarget(gaussian({ norm: 2 }), spectrum, 2, streamOf(99));

describe("drawInitial, correlated", () => {
  it.each([0.3, -0.8, 0, 1, -1])("meets overlap %d and the norm", (overlap) => {
    const start = drawInitial(correlated({ overlap, norm: 0.5 }), spectrum, 2, streamOf(1), target);
    expect(inner(start, start)).toBeCloseTo(0.25, 14);
    expect(inner(start, target)).toBeCloseTo(overlap * 0.5 * 2, 13);
  });
  it("has the target's norm unless told otherwise", () => {
    const start = drawInitial(correlated({ overlap: 0.1 }), spectrum, 2, streamOf(1), target);
    expect(inner(start, start)).toBeCloseTo(4, 13);
  });
  it("what is orthogonal to the target is drawn uniformly", () => {
    // over 300 seeds the projection on any unit matrix orthogonal to X* has mean 0 and variance 1/(200 − 1)
    const other = drawTarget(gaussian(), spectrum, 2, streamOf(7));
    const share = inner(other, target) / inner(target, target);
    const probe = other.map((value, i) => value - share * target[i]);
    const size = Math.sqrt(inner(probe, probe));
    let first = 0;
    let second = 0;
    for (let seed = 0; seed < 300; seed++) {
      const start = drawInitial(
        correlated({ overlap: 0, norm: 1 }),
        spectrum,
        2,
        streamOf(1000 + seed),
        target,
      );
      const projection = inner(start, probe) / size;
      first += projection / 300;
      second += projection ** 2 / 300;
    }
    expect(Math.abs(first)).toBeLessThan(5 / Math.sqrt(199 * 300));
    expect(Math.abs(199 * second - 1)).toBeLessThan(5 * Math.sqrt(2 / 300));
  });
  it("the same stream gives the same bytes", () => {
    const draw = (seed: number) =>
      drawInitial(correlated({ overlap: 0.4 }), spectrum, 2, streamOf(seed), target);
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
  });
  it("does not touch the target", () => {
    const copy = target.slice();
    drawInitial(correlated({ overlap: 0.4 }), spectrum, 2, streamOf(5), target);
    expect(target).toEqual(copy);
  });
  it.each([1.1, -1.1, Number.NaN])("refuses the overlap %d", (overlap) => {
    expect(() => correlated({ overlap })).toThrow(`overlap = ${overlap}`);
  });
  it("refuses a target that is zero, outputs that differ, and a line with no other direction", () => {
    const data = correlated({ overlap: 0.4 });
    expect(() => drawInitial(data, spectrum, 2, streamOf(1), new Float64Array(200))).toThrow(
      "target is zero",
    );
    expect(() => drawInitial(data, spectrum, 1, streamOf(1), target)).toThrow("there are 2 and 1");
    const line = spectrumOfAtoms([1], [1]);
    expect(() => drawInitial(data, line, 1, streamOf(1), Float64Array.of(2))).toThrow("only one component");
    expect(
      Array.from(drawInitial(correlated({ overlap: -1 }), line, 1, streamOf(1), Float64Array.of(2))),
    ).toEqual([-2]);
  });
});

describe("drawInitial, the kinds shared with targets", () => {
  it("draws them by the same rules", () => {
    expect(drawInitial(zero(), spectrum, 1, streamOf(1), target)).toEqual(new Float64Array(100));
    expect(drawInitial(gaussian({ norm: 3 }), spectrum, 2, streamOf(1), target)).toEqual(
      drawTarget(gaussian({ norm: 3 }), spectrum, 2, streamOf(1)),
    );
  });
  it("names the kinds it knows", () => {
    for (const kind of initialKinds) {
      expect(() => drawInitial({ kind: "zeros" } as never, spectrum, 1, streamOf(1), target)).toThrow(kind);
    }
  });
});
