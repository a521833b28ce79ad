/** Committees and multiclass models with ‖g‖ ≤ c: what is integrated in the package against samples and other rules. */
import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import { clippedNormal } from "../../../src/models/committee-clip.js";
import {
  committee,
  createModel,
  type Model,
  type ModelData,
  multiclassLogistic,
} from "../../../src/models/index.js";
import { gram, randomCovariance, randomRows } from "../../kit/covariances.js";
import { pieces, squareRootOf } from "../../kit/gaussian-quadrature.js";

const largest = (values: ArrayLike<number>): number => Math.max(...Array.from(values, Math.abs));

/** B G, row by row, and I. */
function formsOf(model: Model, B: ArrayLike<number>): { product: number[]; I: Float64Array } {
  const { outputs } = model;
  const m = outputs + model.teacherOutputs;
  const G = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);
  model.gradient(Float64Array.from(B), G);
  model.directionSecondMoment(Float64Array.from(B), I);
  const product = Array.from(G, (_, entry) => {
    const [p, i] = [Math.floor(entry / outputs), entry % outputs];
    let sum = 0;
    for (let q = 0; q < m; q++) sum += B[p * m + q] * G[q * outputs + i];
    return sum;
  });
  return { product, I };
}

const SAMPLES = 40_000;

/**
 * The largest deviation of B G from E r gᵀ and of I from E g gᵀ over samples, in standard errors, to which `error` of the
 * means' own size is added: the quadrature's.
 */
function sampledDeviation(
  model: Model,
  expected: { product: ArrayLike<number>; I: ArrayLike<number> },
  B: ArrayLike<number>,
  error: number,
): number {
  const { outputs, sampleNoise } = model;
  const m = outputs + model.teacherOutputs;
  const root = squareRootOf(B);
  const stream = createStreams(1, "samples").stream(0);
  const drawn = new Float64Array(m + sampleNoise.normals);
  const noise = new Float64Array(sampleNoise.normals + sampleNoise.uniforms);
  const g = new Float64Array(outputs);
  const fields = new Float64Array(m);
  const length = m * outputs + outputs * outputs;
  const [means, squares] = [new Float64Array(length), new Float64Array(length)];
  for (let sample = 0; sample < SAMPLES; sample++) {
    stream.fillNormals(drawn, 0, drawn.length);
    root.forEach((row, p) => {
      fields[p] = row.reduce((sum, value, k) => sum + value * drawn[k], 0);
    });
    noise.set(drawn.subarray(m));
    for (let u = 0; u < sampleNoise.uniforms; u++) noise[sampleNoise.normals + u] = stream.uniform();
    model.direction(fields, noise, g);
    for (let i = 0; i < outputs; i++) {
      for (let p = 0; p < m; p++) add(p * outputs + i, fields[p] * g[i]);
      for (let k = 0; k < outputs; k++) add((m + k) * outputs + i, g[k] * g[i]);
    }
  }
  function add(entry: number, value: number): void {
    means[entry] += value / SAMPLES;
    squares[entry] += (value * value) / SAMPLES;
  }
  const size = Math.max(largest(expected.product), largest(expected.I));
  return largest(
    [...Array.from(expected.product), ...Array.from(expected.I)].map((value, entry) => {
      const own = Math.sqrt(Math.max(0, squares[entry] - means[entry] ** 2) / SAMPLES);
      return (means[entry] - value) / (own + error * size + 1e-12);
    }),
  );
}

const teacher = (n: number) => randomRows(n, n, 3);
const two = { student: [1, 0.6], teacher: [0.8, -0.5], noiseStd: 0.3, clip: 0.4 } as const;
const one = { student: [0.8], teacher: [1.2], clip: 0.3 } as const;

const cases: [string, ModelData, number[]][] = [
  ...(["erf", "relu", "square"] as const).flatMap((activation): [string, ModelData, number[]][] => [
    [`one ${activation} unit each`, committee({ activation, ...one }), randomCovariance(2, 2, 1)],
    [
      `one ${activation} unit each, label noise`,
      committee({ activation, ...one, noiseStd: 0.4 }),
      randomCovariance(2, 2, 2),
    ],
    [`two ${activation} units each`, committee({ activation, ...two }), randomCovariance(4, 4, 5)],
    [
      `two ${activation} units, X = X*`,
      committee({ activation, ...two }),
      gram([...teacher(2), ...teacher(2)]),
    ],
    [
      `two ${activation} units of one column, one teacher`,
      committee({ activation, ...two, teacher: [1] }),
      gram([
        [0.9, 0.3],
        [0.9, 0.3],
        [0.4, -0.7],
      ]),
    ],
  ]),
  ["one erf unit, X = 0", committee({ activation: "erf", ...one }), [0, 0, 0, 1.4]],
  [
    "one erf unit, four teachers",
    committee({ activation: "erf", ...one, teacher: [1, -1, 0.5, 0.7] }),
    randomCovariance(5, 5, 4),
  ],
  ...(["soft", "hard"] as const).flatMap((labels): [string, ModelData, number[]][] => [
    [
      `two classes, ${labels} labels`,
      multiclassLogistic({ classes: 2, labels, clip: 0.3 }),
      randomCovariance(4, 4, 5),
    ],
    [
      `three classes, ${labels} labels`,
      multiclassLogistic({ classes: 3, labels, clip: 0.4 }),
      randomCovariance(6, 6, 6, 1.5),
    ],
    [
      `three classes, ${labels} labels, X = X*`,
      multiclassLogistic({ classes: 3, labels, clip: 0.4 }),
      gram([...teacher(3), ...teacher(3)]),
    ],
    [
      `three classes, ${labels} labels, X = 0`,
      multiclassLogistic({ classes: 3, labels, clip: 0.4 }),
      gram([...new Array(3).fill([0, 0, 0]), ...teacher(3)]),
    ],
  ]),
];

describe.each(cases)("clipped: %s", (_name, data, B) => {
  const model = createModel(data);
  const expected = formsOf(model, B);
  it("G and I are those of the clipped g, within five standard errors of samples", () => {
    // The package's own estimate is one standard error as well, where it is of a lattice.
    const error = model.quadratureError?.(Float64Array.from(B)) ?? 0;
    expect(error).toBeLessThan(0.02);
    expect(sampledDeviation(model, expected, B, error)).toBeLessThan(5);
  });
});

describe("broken clips fail", () => {
  it.each(cases.filter(([name]) => /^(two \w+ units each|three classes, \w+ labels)$/.test(name)))(
    "%s: the forms of another clip, or of none",
    (_name, data, B) => {
      const model = createModel(data);
      const { clip, ...plain } = data as ModelData & { clip: number };
      for (const other of [{ ...plain, clip: 1.3 * clip }, plain])
        expect(
          sampledDeviation(model, formsOf(createModel(other as ModelData), B), B, 0.002),
        ).toBeGreaterThan(8);
    },
  );
});

describe("a clipped normal", () => {
  it.each([
    [0.3, 0.5, 0.7],
    [-2, 0.5, 0.7],
    [0.69, 0.05, 0.7],
    [0, 3, 0.1],
    [-1, 0.2, 4],
    [1.3, 0.2, Infinity],
    [-0.9, 0, 0.4],
  ])("of mean %d, deviation %d, bound %d", (mean, sigma, kappa) => {
    const got = new Float64Array(2);
    clippedNormal(mean, sigma, kappa, got);
    const ends = [-9, 9];
    for (const bound of [-kappa, kappa]) {
      const cut = (bound - mean) / sigma;
      if (Math.abs(cut) < 9) ends.push(cut);
    }
    const rule = pieces(40, ends);
    const moment = (power: number) =>
      rule.nodes.reduce((sum, z, k) => {
        const value = Math.max(-kappa, Math.min(kappa, mean + sigma * z));
        return sum + (rule.weights[k] * value ** power * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
      }, 0);
    expect(Math.abs(got[0] - moment(1))).toBeLessThan(1e-13);
    expect(Math.abs(got[1] - moment(2))).toBeLessThan(1e-13);
  });
});

describe("as the clip grows", () => {
  it.each(
    [
      committee({ activation: "erf", ...one, noiseStd: 0.4 }),
      committee({ activation: "relu", ...one, noiseStd: 0.4 }),
      committee({ activation: "square", ...one, noiseStd: 0.4 }),
      multiclassLogistic({ classes: 2 }),
      multiclassLogistic({ classes: 3, labels: "hard" }),
    ].map((data): [string, ModelData] => [JSON.stringify(data), data]),
  )("%s tends to the model without", (_name, data) => {
    const { clip: _, ...plain } = data as ModelData & { clip?: number };
    const wide = createModel({
      ...plain,
      clip: data.kind === "committee" ? 1e6 : Math.SQRT2 - 1e-5,
    } as ModelData);
    const m = wide.outputs + wide.teacherOutputs;
    const B = randomCovariance(m, m, 1);
    const [got, expected] = [formsOf(wide, B), formsOf(createModel(plain as ModelData), B)];
    const error = 1e-9 + 6 * (wide.quadratureError?.(Float64Array.from(B)) ?? 0);
    const deviation = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      largest(Array.from(a, (value, entry) => value - b[entry])) / largest(b);
    expect(deviation(got.product, expected.product)).toBeLessThan(error);
    expect(deviation(got.I, expected.I)).toBeLessThan(error);
  });
});

describe("what stays", () => {
  const B = Float64Array.from(randomCovariance(4, 4, 5));
  const clipped = createModel(committee({ activation: "relu", ...two }));
  const { clip: _, ...plain } = { activation: "relu", ...two } as const;
  const unclipped = createModel(committee(plain));

  it("is the risk and its own gradient", () => {
    const [H, G] = [new Float64Array(8), new Float64Array(8)];
    clipped.riskGradient?.(B, H);
    unclipped.gradient(B, G);
    expect([...H]).toEqual([...G]);
    expect(clipped.risk(B)).toBe(unclipped.risk(B));
    expect(clipped.bestRisk(B)).toBe(unclipped.bestRisk(B));
  });
  it("is g where it is short, and its direction", () => {
    const [got, own] = [new Float64Array(2), new Float64Array(2)];
    for (const fields of [
      [0.1, 0.05, 0.2, 0.1],
      [2, 1, -1, 0.5],
    ]) {
      clipped.direction(Float64Array.from(fields), Float64Array.of(0.1), got);
      unclipped.direction(Float64Array.from(fields), Float64Array.of(0.1), own);
      const factor = Math.min(1, two.clip / Math.hypot(...own));
      own.forEach((value, i) => {
        expect(got[i]).toBeCloseTo(factor * value, 14);
      });
    }
  });
  it("is a multiclass model whose clip is beyond its longest direction", () => {
    const [got, own] = [new Float64Array(12), new Float64Array(12)];
    const B6 = Float64Array.from(randomCovariance(4, 4, 6));
    createModel(multiclassLogistic({ classes: 2, clip: 1.5 })).gradient(B6, got);
    createModel(multiclassLogistic({ classes: 2 })).gradient(B6, own);
    expect([...got]).toEqual([...own]);
  });
});

describe("the data", () => {
  it("holds the clip, and refuses one out of range", () => {
    expect(committee({ activation: "erf", ...one })).toEqual({
      kind: "committee",
      activation: "erf",
      ...one,
    });
    for (const clip of [0, -1, Number.NaN]) {
      expect(() => committee({ activation: "erf", ...one, clip })).toThrow(`committee got clip = ${clip}`);
      expect(() => multiclassLogistic({ classes: 3, clip })).toThrow(
        `multiclass-logistic got clip = ${clip}`,
      );
    }
  });
});
