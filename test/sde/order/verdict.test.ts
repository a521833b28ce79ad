import { describe, expect, it } from "vitest";
import {
  eulerMaruyama,
  heun,
  milstein,
  type NamedProblem,
  namedProblem,
  type Scheme,
  strongOrder,
  weakOrder,
} from "../../../sde/index.js";
import { verdictOn } from "../../../sde/order/verdict.js";
import { changed } from "../../kit/sde-order.js";

describe("the verdict on an interval", () => {
  it.each([
    [[0.8, 1.2], 1, "as declared"],
    // Finite steps bend a slope that nothing random blurs.
    [[1.02, 1.03], 1, "as declared"],
    [[0.4, 0.7], 1, "below declared"],
    [[1.9, 2.1], 1, "above declared"],
    [[0.4, 1.2], 1, "undecided"],
    [[0.8, 1.6], 1, "undecided"],
    [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], 1, "undecided"],
  ] as const)("%j, declared %f: %s", (interval, declared, verdict) => {
    expect(verdictOn({ order: 1, interval }, declared)).toBe(verdict);
  });
});

/** A scheme that says of itself what another one is. */
const claiming = (scheme: Scheme, strong: number): Scheme => ({ ...scheme, strongOrder: () => strong });

/** The same equation with ½ b b′ added to its drift: what is meant by Stratonovich, taken for Itô's. */
const uncorrected = (name: string, rate: number): NamedProblem =>
  changed(name, (problem) => ({
    ...problem,
    drift: (t, x, out) => {
      problem.drift!(t, x, out);
      for (let i = 0; i < out.length; i++) out[i] += rate * x[i];
    },
  }));

describe("what a scheme is told", () => {
  const gbm = namedProblem("geometric-brownian-motion");

  it("strong orders: as declared, or below where it claims too much", () => {
    const options = { seed: 1, levels: [3, 7], paths: 400 } as const;
    expect(strongOrder(gbm, eulerMaruyama, options).verdict).toBe("as declared");
    expect(strongOrder(gbm, milstein, options).verdict).toBe("as declared");
    expect(strongOrder(gbm, claiming(eulerMaruyama, 1), options).verdict).toBe("below declared");
  });

  it("no convergence where the drift's correction is wrong, against the exact solution", () => {
    const wrong = uncorrected("geometric-brownian-motion", 0.08);
    const strong = strongOrder(wrong, milstein, { seed: 1, levels: [3, 7], paths: 400 });
    expect(strong.verdict).toBe("below declared");
    const weak = weakOrder(wrong, milstein, { seed: 1, paths: 1000 });
    expect(weak.verdict).toBe("below declared");
    // The bias stays: e^{2·0.58 + 0.16} − e^{1.16}.
    const last = weak.levels[weak.levels.length - 1];
    expect(Math.abs(last.bias - (Math.exp(1.32) - Math.exp(1.16)))).toBeLessThan(0.05);
  });

  it("no wrong limit where coarse steps flatter the order", () => {
    // Kubo's oscillator without its exact solution; Heun's biases fall faster at first than they will.
    const { problem } = namedProblem("kubo-oscillator");
    for (const seed of [1, 2, 3]) {
      const options = { to: 1, levels: [1, 3], paths: 500, seed, mean: 1 } as const;
      expect(weakOrder(problem, heun, options).limit).toMatchObject({ exact: 1, agrees: true });
      expect(weakOrder(problem, heun, { ...options, mean: 1.1 }).verdict).toBe("wrong limit");
    }
  });

  it.each(["ornstein-uhlenbeck", "cox-ingersoll-ross", "non-commuting-linear"])(
    "a wrong limit against the moments alone, on %s",
    (name) => {
      const options = { seed: 1, levels: [1, 3], paths: 2000 } as const;
      const right = weakOrder(namedProblem(name), eulerMaruyama, options);
      expect(right.limit).toMatchObject({ agrees: true });
      expect(right.verdict).not.toBe("wrong limit");
      const wrong = weakOrder(uncorrected(name, 0.3), eulerMaruyama, options);
      expect(wrong.limit).toMatchObject({ exact: right.limit!.exact, agrees: false });
      expect(wrong.verdict).toBe("wrong limit");
    },
  );
});
