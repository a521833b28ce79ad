import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import {
  brownianTree,
  correlateNoise,
  createIncrement,
  defineSde,
  ensemble,
  eulerMaruyama,
  moments,
  type SdeDefinition,
  type SdeProblem,
  solve,
} from "../../sde/index.js";

const covariance = [
  [1, 0.5],
  [0.5, 4],
];
const common = {
  dimension: 2,
  calculus: "ito",
  start: [2, 3],
  drift: (t: number, x: Float64Array, out: Float64Array) => out.set([t * x[1], -x[0]]),
} as const;
const rows = (t: number, x: Float64Array, out: Float64Array) => out.set([x[0] + t, 2 * x[1]]);
const matrix = (t: number, x: Float64Array, out: Float64Array) => out.set([x[0], 1, t, x[1]]);

/** g gᵀ at (t, x) = (1, (2, 3)), column k of g being the Euler step's answer to dW_k alone. */
function squared(problem: SdeProblem): number[][] {
  const step = eulerMaruyama.prepare(problem);
  const x = Float64Array.of(2, 3);
  const [rest, moved] = [new Float64Array(2), new Float64Array(2)];
  const w = createIncrement(problem.sources, []);
  step(1, 0.5, x, w, rest);
  const sum = [
    [0, 0],
    [0, 0],
  ];
  for (let k = 0; k < problem.sources; k++) {
    w.dW.fill(0);
    w.dW[k] = 1;
    step(1, 0.5, x, w, moved);
    for (const i of [0, 1]) for (const j of [0, 1]) sum[i][j] += (moved[i] - rest[i]) * (moved[j] - rest[j]);
  }
  return sum;
}

describe("correlateNoise makes independent sources with the same g Σ gᵀ", () => {
  /** diag(3, 6) Σ diag(3, 6) and G Σ Gᵀ, G = [[2, 1], [1, 3]]. */
  const ofRows = [
    [9, 9],
    [9, 144],
  ];
  const ofMatrix = [
    [4 + 4 * 0.5 + 4, 2 + 7 * 0.5 + 12],
    [2 + 7 * 0.5 + 12, 1 + 6 * 0.5 + 36],
  ];

  it.each<[string, SdeDefinition, number[][], SdeProblem["noise"]]>([
    [
      "diagonal noise, now general and commutative",
      { ...common, noise: { kind: "diagonal" }, diffusion: rows },
      ofRows,
      { kind: "general", sources: 2, commutative: true },
    ],
    [
      "additive noise of one number a coordinate",
      { ...common, noise: { kind: "additive" }, diffusion: (_t, _x, out) => out.set([3, 6]) },
      ofRows,
      { kind: "additive", sources: 2 },
    ],
    [
      "an additive matrix",
      {
        ...common,
        noise: { kind: "additive", sources: 2 },
        diffusion: (_t, _x, out) => out.set([2, 1, 1, 3]),
      },
      ofMatrix,
      { kind: "additive", sources: 2 },
    ],
    [
      "general noise, commutative as before",
      { ...common, noise: { kind: "general", sources: 2, commutative: true }, diffusion: matrix },
      ofMatrix,
      { kind: "general", sources: 2, commutative: true },
    ],
    [
      "drift and diffusion at once",
      {
        ...common,
        noise: { kind: "general", sources: 2 },
        evaluate: (t, x, f, g) => {
          common.drift(t, x, f);
          matrix(t, x, g);
        },
      },
      ofMatrix,
      { kind: "general", sources: 2 },
    ],
    [
      "an operator",
      {
        ...common,
        noise: { kind: "operator", sources: 2 },
        applyNoise: (t, x, dW, out) => out.set([x[0] * dW[0] + dW[1], t * dW[0] + x[1] * dW[1]]),
      },
      ofMatrix,
      { kind: "operator", sources: 2 },
    ],
    [
      "an operator's own Euler step",
      {
        dimension: 2,
        calculus: "ito",
        noise: { kind: "operator", sources: 2 },
        eulerStep: (t, _h, x, dW, next) => next.set([x[0] * dW[0] + dW[1], t * dW[0] + x[1] * dW[1]]),
      },
      ofMatrix,
      { kind: "operator", sources: 2 },
    ],
  ])("%s", (_name, definition, expected, noise) => {
    const correlated = correlateNoise(defineSde(definition), covariance);
    expect(correlated.noise).toEqual(noise);
    squared(correlated).forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBeCloseTo(expected[i][j], 12);
      });
    });
    // Uncorrelated it is another one.
    expect(squared(defineSde(definition))[0][1]).not.toBeCloseTo(expected[0][1], 3);
  });

  it("scalar noise is scaled, its derivative too", () => {
    const scalar = defineSde({
      ...common,
      noise: { kind: "scalar" },
      diffusion: rows,
      diffusionDerivative: (_t, _x, out) => out.set([1, 2]),
    });
    const scaled = correlateNoise(scalar, [[9]]);
    const out = new Float64Array(2);
    scaled.diffusion!(1, Float64Array.of(2, 3), out);
    expect(Array.from(out)).toEqual([9, 18]);
    scaled.diffusionDerivative!(1, Float64Array.of(2, 3), out);
    expect(Array.from(out)).toEqual([3, 6]);
    expect(scaled.noise).toEqual({ kind: "scalar" });
  });

  it("keeps drift, calculus and start, and no derivative of another diffusion", () => {
    const diagonal = defineSde({
      ...common,
      calculus: "stratonovich",
      noise: { kind: "diagonal" },
      diffusion: rows,
      diffusionDerivative: (_t, _x, out) => out.fill(1),
    });
    const correlated = correlateNoise(diagonal, covariance);
    expect(correlated.drift).toBe(diagonal.drift);
    expect(correlated.calculus).toBe("stratonovich");
    expect(Array.from(correlated.start!)).toEqual([2, 3]);
    expect(correlated.diffusionDerivative).toBeUndefined();
    expect([correlated.sources, correlated.diffusionSize, correlated.matrixNoise]).toEqual([2, 4, true]);
  });
});

describe("paths of correlated noise", () => {
  const still = (_t: number, _x: Float64Array, out: Float64Array) => out.fill(0);
  const brownian = defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "additive" },
    drift: still,
    diffusion: (_t, _x, out) => out.fill(1),
    start: [0, 0],
  });

  it("have the covariance: that of Brownian motion at 1", () => {
    const stats = ensemble(correlateNoise(brownian, covariance), {
      to: 1,
      step: 0.25,
      scheme: eulerMaruyama,
      seed: 1,
      paths: 4000,
      save: { of: (_t, x) => [x[0] * x[0], x[0] * x[1], x[1] * x[1]] },
      reduce: moments(),
    });
    [1, 0.5, 4].forEach((value, i) => {
      expect(Math.abs(stats.mean[i] - value)).toBeLessThan(4.5 * stats.standardError[i]);
    });
  });

  it("are those of a tree with the covariance: the same L", () => {
    const options = { sources: 2, to: 1, depth: 8, seed: 1 };
    const path = solve(correlateNoise(brownian, covariance), {
      to: 1,
      step: 2 ** -6,
      scheme: eulerMaruyama,
      brownian: brownianTree(options),
    });
    const value = new Float64Array(2);
    brownianTree({ ...options, covariance }).value(1, value);
    path.state.forEach((x, i) => {
      expect(x).toBeCloseTo(value[i], 13);
    });
  });
});

describe("refusals", () => {
  it("of a problem without noise", () => {
    const ode = defineSde({ dimension: 1, noise: { kind: "none" }, drift: (_t, _x, out) => out.fill(0) });
    expect(() => correlateNoise(ode, [[1]])).toThrow(
      new InputError("the problem has no noise to correlate; declare its noise, or leave the covariance out"),
    );
  });

  it("of a matrix that is none of its sources' covariance", () => {
    const two = defineSde({ ...common, noise: { kind: "diagonal" }, diffusion: rows });
    for (const wrong of [
      [[1]],
      [
        [1, 0.2],
        [0.3, 1],
      ],
      [
        [1, 2],
        [2, 1],
      ],
    ])
      expect(() => correlateNoise(two, wrong)).toThrow(InputError);
  });
});
