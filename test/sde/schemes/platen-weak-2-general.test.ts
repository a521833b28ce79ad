import { describe, expect, it } from "vitest";
import {
  createIncrement,
  defineSde,
  namedProblem,
  platenWeak2,
  platenWeak2General,
  type Scheme,
} from "../../../sde/index.js";
import { expectDeclaredOrder, stepped, toldOtherwise } from "../../kit/sde-declared.js";
import { weakCases } from "../../kit/sde-polynomial-problems.js";
import { threePoints } from "../../kit/sde-problems.js";
import { expectWeakOrder } from "../../kit/sde-weak.js";

/** The Lévy areas' stand-ins left out. */
const withoutSigns = toldOtherwise(platenWeak2General, (w) => ({
  ...w,
  signs: new Float64Array(w.signs.length),
}));

describe("one step", () => {
  it("with one source is the scheme for scalar noise, bit for bit up to rounding", () => {
    const { problem } = namedProblem("shared-noise");
    const general = defineSde({ ...problem, noise: { kind: "general", sources: 1 } });
    const x = problem.start as number[];
    const scalar = stepped(problem, platenWeak2, 0.1, x, { dW: [0.3] });
    stepped(general, platenWeak2General, 0.1, x, { dW: [0.3] }).forEach((value, i) => {
      expect(value).toBeCloseTo(scalar[i], 14);
    });
  });

  it("on dX₃ = X₁ dW₂ puts ½(ΔW₁ΔW₂ + V₁₂) for the integral, V₁₂ = h × the pair's sign", () => {
    const { problem } = namedProblem("levy-area");
    const [h, W1, W2] = [0.25, 0.3, -0.4];
    for (const sign of [1, -1]) {
      const [x1, x2, x3] = stepped(problem, platenWeak2General, h, [1, 2, 3], {
        dW: [W1, W2],
        signs: [sign],
      });
      expect([x1, x2]).toEqual([1 + W1, 2 + W2]);
      expect(x3).toBeCloseTo(3 + W2 + 0.5 * (W1 * W2 + sign * h), 15);
    }
  });
});

describe("weak order 2, one step, all outcomes", () => {
  it.each(["general", "threeSources"] as const)("fields that do not commute: %s", (name) => {
    expectWeakOrder(weakCases[name], platenWeak2General, 2, 2 ** -7);
  });

  it("not without V, which carries the area's variance", () => {
    expectWeakOrder(weakCases.general, withoutSigns, 1, 2 ** -10);
  });

  it("not at all with signs that are always +1, a drift of their own", () => {
    const biased = toldOtherwise(platenWeak2General, (w) => ({ ...w, signs: w.signs.map(() => 1) }));
    expectWeakOrder(weakCases.general, biased, 0, 2 ** -10);
  });
});

describe("weak order 2 over an interval", () => {
  const { problem, meanSquare } = namedProblem("non-commuting-linear");
  const start = Float64Array.from(problem.start!);
  /** E |X_T|² with three-point increments and signs, every outcome of every step walked through. */
  const mean = (scheme: Scheme, steps: number): number => {
    const h = 0.5 / steps;
    const step = scheme.prepare(problem);
    const states = Array.from({ length: steps + 1 }, () => new Float64Array(2));
    const w = createIncrement(2, ["signs"]);
    const from = (n: number): number => {
      const x = states[n];
      if (n === steps) return x[0] * x[0] + x[1] * x[1];
      let total = 0;
      for (const a of threePoints)
        for (const b of threePoints)
          for (const sign of [-1, 1]) {
            w.dW[0] = Math.sqrt(h) * a.outcome;
            w.dW[1] = Math.sqrt(h) * b.outcome;
            w.signs[0] = sign;
            step(n * h, h, x, w, states[n + 1]);
            total += 0.5 * a.probability * b.probability * from(n + 1);
          }
      return total;
    };
    states[0].set(start);
    return from(0);
  };
  const exact = meanSquare!(0.5, start, 0);
  const order = (scheme: Scheme): number =>
    Math.log2(Math.abs(mean(scheme, 2) - exact) / Math.abs(mean(scheme, 4) - exact));

  it("E |X|² of non-commuting linear noises: the error falls to a quarter with half the step", () => {
    expect(order(platenWeak2General)).toBeGreaterThan(1.75);
    expect(order(platenWeak2General)).toBeLessThan(2.25);
  });

  it("without V to a half", () => {
    expect(order(withoutSigns)).toBeLessThan(1.25);
  });
});

describe("strong order", () => {
  it("½ where the noise does not commute", () => {
    expectDeclaredOrder(namedProblem("levy-area"), platenWeak2General, {
      levels: [2, 8],
      paths: 500,
      seed: 1,
    });
    expectDeclaredOrder(namedProblem("non-commuting-linear"), platenWeak2General, {
      levels: [2, 7],
      paths: 500,
      seed: 1,
    });
  });

  it("1 where it does", () => {
    expectDeclaredOrder(namedProblem("complex-noises"), platenWeak2General, {
      levels: [2, 8],
      paths: 500,
      seed: 1,
    });
    expectDeclaredOrder(namedProblem("two-noises"), platenWeak2General, {
      levels: [2, 8],
      paths: 500,
      seed: 1,
    });
  });
});
