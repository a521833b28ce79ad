import { describe, expect, it } from "vitest";
import {
  defineSde,
  driftImplicitEuler,
  exponentialEuler,
  type Noise,
  solve,
  tamedEuler,
} from "../../../sde/index.js";
import { diffusionOf, driftOf, eulerParts, jointly, noiseProduct } from "../../../sde/schemes/parts.js";

const numbers = [1, 2, 3, 4, 5, 6];
const problem = (noise: Noise) =>
  defineSde({
    dimension: 2,
    calculus: "ito",
    noise,
    drift: (t, x, out) => out.set([t + x[0], x[1]]),
    diffusion: (_t, _x, out) => out.set(numbers.slice(0, out.length)),
  });
/** The same equation given at once. */
const joint = (noise: Noise) => {
  const { drift, diffusion } = problem(noise);
  return defineSde({
    dimension: 2,
    calculus: "ito",
    noise,
    evaluate: (t, x, f, g) => {
      drift!(t, x, f);
      diffusion!(t, x, g);
    },
  });
};
const kinds: [Noise, number[], number[]][] = [
  [{ kind: "diagonal" }, [10, 100], [10, 200]],
  [{ kind: "additive" }, [10, 100], [10, 200]],
  [{ kind: "scalar" }, [10], [10, 20]],
  [{ kind: "additive", sources: 3 }, [1, 10, 100], [321, 654]],
  [{ kind: "general", sources: 3 }, [1, 10, 100], [321, 654]],
];

describe("the parts of a step", () => {
  it.each(kinds)("%o: g v, f and g ΔW, from two callbacks and from one", (noise, v, expected) => {
    const x = Float64Array.of(7, 8);
    for (const given of [problem(noise), joint(noise)]) {
      const f = new Float64Array(2);
      const g = new Float64Array(given.diffusionSize);
      const out = new Float64Array(2);
      driftOf(given)(1, x, f);
      expect(Array.from(f)).toEqual([8, 8]);
      diffusionOf(given)(1, x, g);
      expect(Array.from(g)).toEqual(numbers.slice(0, g.length));
      noiseProduct(given)(2, given.sources, g, Float64Array.from(v), out);
      expect(Array.from(out)).toEqual(expected);
      jointly(given)(2, x, f, g);
      expect(Array.from(f)).toEqual([9, 8]);
      out.fill(0);
      eulerParts(given)(1, x, Float64Array.from(v), f, out);
      expect([Array.from(f), Array.from(out)]).toEqual([[8, 8], expected]);
    }
  });

  it("operator noise given as a whole Euler step has none, which the schemes say", () => {
    const whole = defineSde({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "operator", sources: 1 },
      eulerStep: (_t, _h, x, _dW, next) => next.set(x),
      linearDrift: [-1],
      start: [1],
    });
    for (const scheme of [driftImplicitEuler, exponentialEuler, tamedEuler])
      expect(() => solve(whole, { to: 1, step: 0.1, scheme, seed: 1 })).toThrow(
        `${scheme.name} needs drift and applyNoise apart, and the problem gives eulerStep alone; schemes that fit are euler-maruyama`,
      );
  });
});
