import { describe, expect, it } from "vitest";
import {
  createIncrement,
  defineSde,
  ensemble,
  eulerMaruyama,
  type Field,
  moments,
  type SdeDefinition,
  type SdeProblem,
  solve,
} from "../../../sde/index.js";
import {
  enumeratedMean,
  fadingNoise,
  geometricBrownian,
  ornsteinUhlenbeck,
  threePoints,
  twoPoints,
} from "../../kit/sde-problems.js";
import { measuredOrder, rootMeanSquares, type StrongRun, squaredErrors } from "../../kit/sde-strong.js";

/** One step by hand. */
function stepped(
  problem: SdeProblem,
  h: number,
  x: readonly number[],
  dW: readonly number[],
  t = 0,
): number[] {
  const next = new Float64Array(problem.dimension);
  const w = { ...createIncrement(problem.sources, []), dW: Float64Array.from(dW) };
  eulerMaruyama.prepare(problem)(t, h, Float64Array.from(x), w, next);
  return Array.from(next);
}

describe("one step", () => {
  const drift: Field = (t, x, out) => {
    out[0] = t + x[1];
    out[1] = -x[0];
  };
  const common = { dimension: 2, calculus: "ito", drift } as const;
  /** x = (3, 5), t = 1, h = ½: x + f h = (3 + ½·6, 5 − ½·3). */
  const drifted = [6, 3.5];
  const perCoordinate: Field = (_t, x, out) => {
    out[0] = x[0];
    out[1] = 2 * x[1];
  };
  /** Two coordinates, three sources, no symmetry: g = [[1, 2, 3], [4, 5, 6]]. */
  const rowByRow: Field = (_t, _x, out) => out.set([1, 2, 3, 4, 5, 6]);
  const apply: SdeDefinition["applyNoise"] = (_t, _x, dW, out) => {
    out[0] = dW[0] + 2 * dW[1] + 3 * dW[2];
    out[1] = 4 * dW[0] + 5 * dW[1] + 6 * dW[2];
  };

  it.each<[string, SdeDefinition, number[], number[]]>([
    ["none", { ...common, noise: { kind: "none" } }, [], [0, 0]],
    ["diagonal", { ...common, noise: { kind: "diagonal" }, diffusion: perCoordinate }, [10, 100], [30, 1000]],
    ["scalar", { ...common, noise: { kind: "scalar" }, diffusion: perCoordinate }, [10], [30, 100]],
    [
      "additive",
      { ...common, noise: { kind: "additive" }, diffusion: (_t, _x, out) => out.set([7, 8]) },
      [10, 100],
      [70, 800],
    ],
    [
      "additive with sources",
      { ...common, noise: { kind: "additive", sources: 3 }, diffusion: rowByRow },
      [1, 10, 100],
      [321, 654],
    ],
    [
      "general",
      { ...common, noise: { kind: "general", sources: 3 }, diffusion: rowByRow },
      [1, 10, 100],
      [321, 654],
    ],
    [
      "operator",
      { ...common, noise: { kind: "operator", sources: 3 }, applyNoise: apply },
      [1, 10, 100],
      [321, 654],
    ],
  ])("is x + f h + g ΔW with %s noise", (_kind, definition, dW, noise) => {
    const problem = defineSde(definition);
    expect(stepped(problem, 0.5, [3, 5], dW, 1)).toEqual(drifted.map((value, i) => value + noise[i]));
  });

  it("reads a matrix row by row, out[i*m + k]; column by column would give another step", () => {
    const still = { ...common, drift: ((_t, _x, out) => out.fill(0)) as Field };
    const problem = defineSde({ ...still, noise: { kind: "general", sources: 3 }, diffusion: rowByRow });
    const columns = [0, 1, 2].map((k) =>
      stepped(
        problem,
        1,
        [0, 0],
        [0, 1, 2].map((source) => (source === k ? 1 : 0)),
      ),
    );
    expect(columns).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    const columnByColumn = defineSde({
      ...still,
      noise: { kind: "general", sources: 3 },
      diffusion: (_t, _x, out) => out.set([1, 4, 2, 5, 3, 6]),
    });
    expect(stepped(columnByColumn, 1, [0, 0], [1, 0, 0])).not.toEqual([1, 4]);
  });
});

describe("the same equation in another form takes the same path, bit for bit", () => {
  const final = (definition: SdeDefinition): Float64Array =>
    solve(defineSde(definition), {
      start: new Array(definition.dimension).fill(1),
      to: 1,
      step: 0.01,
      scheme: eulerMaruyama,
      seed: 7,
      save: { times: "steps" },
    }).values;
  const drift: Field = (_t, x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = 0.3 * x[i];
  };
  const proportional: Field = (_t, x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = 0.2 * x[i];
  };
  const one = { dimension: 1, calculus: "ito", drift, diffusion: proportional } as const;
  const two = { dimension: 2, calculus: "ito", drift } as const;
  const reference = final({ ...one, noise: { kind: "diagonal" } });

  it.each<[string, SdeDefinition]>([
    ["scalar", { ...one, noise: { kind: "scalar" } }],
    ["general", { ...one, noise: { kind: "general", sources: 1 } }],
    [
      "operator",
      {
        ...one,
        noise: { kind: "operator", sources: 1 },
        applyNoise: (_t, x, dW, out) => {
          out[0] = 0.2 * x[0] * dW[0];
        },
      },
    ],
    [
      "diagonal, drift and diffusion at once",
      {
        dimension: 1,
        calculus: "ito",
        noise: { kind: "diagonal" },
        evaluate: (_t, x, f, g) => {
          f[0] = 0.3 * x[0];
          g[0] = 0.2 * x[0];
        },
      },
    ],
  ])("geometric Brownian motion: diagonal and %s", (_form, definition) => {
    expect(final(definition)).toEqual(reference);
  });

  it("geometric Brownian motion: an operator's own Euler step, to rounding", () => {
    const joint = final({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "operator", sources: 1 },
      eulerStep: (_t, h, x, dW, out) => {
        out[0] = x[0] + 0.3 * x[0] * h + 0.2 * x[0] * dW[0];
      },
    });
    expect(joint).toHaveLength(reference.length);
    joint.forEach((value, i) => {
      expect(value / reference[i]).toBeCloseTo(1, 13);
    });
  });

  it("two coordinates: diagonal, and the diagonal matrix that says the same", () => {
    const matrix: Field = (_t, x, out) => out.set([0.2 * x[0], 0, 0, 0.2 * x[1]]);
    const asDiagonal = final({ ...two, noise: { kind: "diagonal" }, diffusion: proportional });
    expect(final({ ...two, noise: { kind: "general", sources: 2 }, diffusion: matrix })).toEqual(asDiagonal);
  });

  it("two coordinates: both shapes of additive noise, and general noise", () => {
    const both: Field = (_t, _x, out) => out.set([0.5, 0.25]);
    const matrix: Field = (_t, _x, out) => out.set([0.5, 0, 0, 0.25]);
    const short = final({ ...two, noise: { kind: "additive" }, diffusion: both });
    expect(final({ ...two, noise: { kind: "additive", sources: 2 }, diffusion: matrix })).toEqual(short);
    expect(final({ ...two, noise: { kind: "general", sources: 2 }, diffusion: matrix })).toEqual(short);
  });

  it("but another equation takes another path", () => {
    const other = final({
      ...one,
      noise: { kind: "diagonal" },
      diffusion: (_t, x, out) => out.set([0.21 * x[0]]),
    });
    expect(other).not.toEqual(reference);
  });
});

describe("exact discrete moments, every outcome walked through", () => {
  const [alpha, beta, h, start] = [0.7, 0.4, 0.25, 1.5];
  const step = eulerMaruyama.prepare(geometricBrownian(alpha, beta));
  const a = 1 + alpha * h;
  const b2 = beta * beta * h;
  /** E X_N^p / X_0^p = (E (a + βΔW)^p)^N. */
  const factors = [a, a ** 2 + b2, a ** 3 + 3 * a * b2, a ** 4 + 6 * a * a * b2 + 3 * b2 * b2];

  it.each([1, 2])("geometric Brownian motion, moment %i: X₀^p times the Nth power of one step's", (p) => {
    const steps = 8;
    const mean = enumeratedMean(step, { start, h, steps, points: twoPoints }, (x) => x ** p);
    expect(mean / (start ** p * factors[p - 1] ** steps)).toBeCloseTo(1, 13);
  });

  it.each([1, 2, 3, 4])(
    "the same with increments that share five moments with the normal, moment %i",
    (p) => {
      const steps = 5;
      const mean = enumeratedMean(step, { start, h, steps, points: threePoints }, (x) => x ** p);
      expect(mean / (start ** p * factors[p - 1] ** steps)).toBeCloseTo(1, 13);
    },
  );

  it("increments of another variance fail the same check", () => {
    const wide = twoPoints.map(({ outcome, probability }) => ({ outcome: 1.1 * outcome, probability }));
    const mean = enumeratedMean(step, { start, h, steps: 8, points: wide }, (x) => x ** 2);
    expect(Math.abs(mean / (start ** 2 * factors[1] ** 8) - 1)).toBeGreaterThan(1e-3);
  });

  it("weak order 1: the error of E X² halves with the step", () => {
    const errors = [4, 8, 16].map((steps) => {
      const exact = start ** 2 * Math.exp((2 * alpha + beta ** 2) * 0.5);
      return Math.abs(
        enumeratedMean(step, { start, h: 0.5 / steps, steps, points: twoPoints }, (x) => x * x) - exact,
      );
    });
    for (const i of [0, 1]) {
      const order = Math.log2(errors[i] / errors[i + 1]);
      expect(order).toBeGreaterThan(0.75);
      expect(order).toBeLessThan(1.25);
    }
  });

  it("Ornstein–Uhlenbeck: mean (1 − θh)^N X₀, variance σ²h (1 − (1−θh)^{2N})/(1 − (1−θh)²)", () => {
    const [theta, sigma, steps] = [1.3, 0.6, 10];
    const ou = eulerMaruyama.prepare(ornsteinUhlenbeck(theta, sigma));
    const options = { start, h, steps, points: twoPoints };
    const q = 1 - theta * h;
    const mean = start * q ** steps;
    const variance = (sigma ** 2 * h * (1 - q ** (2 * steps))) / (1 - q * q);
    expect(enumeratedMean(ou, options, (x) => x)).toBeCloseTo(mean, 13);
    expect(enumeratedMean(ou, options, (x) => (x - mean) ** 2)).toBeCloseTo(variance, 13);
  });
});

describe("the stationary variance of Ornstein–Uhlenbeck", () => {
  const [theta, sigma, step] = [1, 0.8, 0.5];
  const paths = 4000;
  // After 40 steps (1 − θh)^{2N} = 2^−80 is left of the start.
  const { mean, variance, alive } = ensemble(ornsteinUhlenbeck(theta, sigma), {
    start: [3],
    to: 40 * step,
    step,
    scheme: eulerMaruyama,
    seed: 11,
    paths,
    reduce: moments(),
  });
  /** A normal variable's sample variance has relative standard error √(2/(n−1)). */
  const standardErrors = (claimed: number) =>
    Math.abs(variance[0] - claimed) / (claimed * Math.sqrt(2 / (paths - 1)));

  it("is σ²/(2θ − θ²h) at step h, about mean 0", () => {
    expect(alive[0]).toBe(paths);
    expect(Math.abs(mean[0])).toBeLessThan(4.5 * Math.sqrt(variance[0] / paths));
    expect(standardErrors(sigma ** 2 / (2 * theta - theta ** 2 * step))).toBeLessThan(4.5);
  });

  it("is not the σ²/(2θ) of h → 0: that claim fails the same check", () => {
    expect(standardErrors(sigma ** 2 / (2 * theta))).toBeGreaterThan(4.5);
  });
});

describe("strong convergence on one Brownian path per sample", () => {
  const [alpha, beta] = [0.5, 0.4];
  const ito = (W: number) => Math.exp(alpha - beta ** 2 / 2 + beta * W);
  const multiplicative: StrongRun = {
    problem: geometricBrownian(alpha, beta),
    scheme: eulerMaruyama,
    start: 1,
    to: 1,
    levels: [5, 10],
    paths: 1000,
    seed: 1,
    exact: ito,
  };
  const additive: StrongRun = {
    ...multiplicative,
    problem: fadingNoise(0.6, 1),
    levels: [4, 9],
    paths: 500,
    exact: (W) => (1 + 1 + 0.6 * W) / Math.sqrt(2),
  };

  it.each([
    ["geometric Brownian motion", "diagonal", multiplicative],
    ["additive noise", "additive", additive],
  ] as const)("%s converges at the declared order", (_name, kind, run) => {
    const declared = eulerMaruyama.strongOrder({ kind })!;
    const { low, high } = measuredOrder(run);
    expect(low).toBeLessThan(declared);
    expect(high).toBeGreaterThan(declared);
    expect(low).toBeGreaterThan(declared - 0.5);
    expect(high).toBeLessThan(declared + 0.5);
  });

  it("the declared orders are ½, and 1 for additive noise and none", () => {
    expect(eulerMaruyama.strongOrder({ kind: "general", sources: 2 })).toBe(0.5);
    expect(eulerMaruyama.strongOrder({ kind: "additive" })).toBe(1);
    expect(eulerMaruyama.strongOrder({ kind: "none" })).toBe(1);
  });

  it("read with a Stratonovich drift it converges to another process", () => {
    const wrong = { ...multiplicative, problem: geometricBrownian(alpha - beta ** 2 / 2, beta) };
    const errors = rootMeanSquares(squaredErrors(wrong));
    // Its limit is X e^{−β²/2}: off by (1 − e^{−β²/2}) √(E X²), however small the step.
    const gap = (1 - Math.exp(-(beta ** 2) / 2)) * Math.exp(alpha + beta ** 2 / 2);
    const finest = errors[errors.length - 1];
    expect(finest / gap).toBeGreaterThan(0.9);
    expect(finest / gap).toBeLessThan(1.1);
    expect(measuredOrder(wrong).high).toBeLessThan(0.4);
    expect(rootMeanSquares(squaredErrors(multiplicative)).at(-1)).toBeLessThan(gap / 5);
  });
});
