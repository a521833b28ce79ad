/** Losses that are functions: equal to the built-in models they spell, and refused where they give no numbers. */
import { describe, expect, it } from "vitest";
import { createModel, customModel, type ModelData } from "../../../src/models/index.js";
import { randomCovariance } from "../../kit/covariances.js";
import { directionDeviation } from "../../kit/model-identities.js";
import { modelDistance } from "../../kit/same-model.js";

type Options = Parameters<typeof customModel>[0];

const sigmoid = (u: number) => 1 / (1 + Math.exp(-u));
const huber = (r: number) => (Math.abs(r) < 0.8 ? 0.5 * r * r : 0.8 * Math.abs(r) - 0.32);

/** Without a direction digits are lost to differences. */
const spelt: [string, Options, ModelData, number][] = [
  [
    "least squares",
    {
      loss: ([x], [y], [e]) => 0.5 * (x - y - e) ** 2,
      direction: ([x], [y], out, [e]) => {
        out[0] = x - y - e;
      },
      noiseStd: 0.5,
    },
    { kind: "least-squares", noiseStd: 0.5 },
    1e-9,
  ],
  [
    "logistic, by differences",
    { loss: ([x], [y]) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))) - x * sigmoid(y) },
    { kind: "logistic" },
    1e-7,
  ],
  [
    "Huber, whose kinks are found",
    {
      loss: ([x], [y], [e]) => huber(x - y - e),
      direction: ([x], [y], out, [e]) => {
        out[0] = Math.max(-0.8, Math.min(0.8, x - y - e));
      },
      noiseStd: 0.5,
    },
    { kind: "huber", threshold: 0.8, noiseStd: 0.5 },
    1e-9,
  ],
  ["Huber by differences", { loss: ([x], [y]) => huber(x - y) }, { kind: "huber", threshold: 0.8 }, 1e-7],
  [
    "absolute error by differences",
    { loss: ([x], [y]) => Math.abs(x - y) },
    { kind: "absolute-error" },
    1e-7,
  ],
  [
    "absolute error, whose kink is told",
    {
      loss: ([x], [y]) => Math.abs(x - y),
      direction: ([x], [y], out) => {
        out[0] = Math.sign(x - y);
      },
      kinks: [[1, -1]],
    },
    { kind: "absolute-error" },
    1e-9,
  ],
  [
    "two outputs",
    {
      outputs: 2,
      loss: (x, y) => 0.5 * ((x[0] - y[0]) ** 2 + (x[1] - y[1]) ** 2),
      direction: (x, y, out) => {
        for (let i = 0; i < 2; i++) out[i] = x[i] - y[i];
      },
    },
    { kind: "least-squares", outputs: 2 },
    1e-9,
  ],
];

describe.each(spelt)("spells %s", (_name, options, data, tolerance) => {
  const [own, builtIn] = [createModel(customModel(options)), createModel(data)];
  const m = builtIn.outputs + builtIn.teacherOutputs;
  it("h, B G and I, whatever B was before", () => {
    // A start at zero first: nodes of fewer coordinates must leave nothing behind.
    const full = randomCovariance(m, m, 1);
    const atZero = full.map((entry, at) =>
      Math.floor(at / m) < builtIn.outputs || at % m < builtIn.outputs ? 0 : entry,
    );
    for (const B of [atZero, full, randomCovariance(m, m, 2, 1.5), randomCovariance(m, 1, 3), full])
      expect(modelDistance(own, builtIn, B)).toBeLessThan(tolerance);
  });
  it("its error says so", () => {
    expect(own.quadratureError!(Float64Array.from(randomCovariance(m, m, 1)))).toBeLessThan(tolerance);
  });
  it("g is the slope of f", () => {
    const fields = Array.from({ length: m }, (_, p) => 0.3 + 0.7 * p * (p % 2 ? 1 : -1));
    const noise = new Float64Array(own.sampleNoise.normals).fill(-0.4);
    expect(directionDeviation(own, fields, noise)).toBeLessThan(1e-6);
  });
});

describe("kinks", () => {
  const offset = (kinks?: number[][]) =>
    createModel(customModel({ loss: ([x], [y]) => Math.abs(x - y - 0.3), ...(kinks && { kinks }) }));
  const B = Float64Array.of(1, 0.5, 0.5, 1);
  /** E |z − 0.3|, z ~ N(0, 1): 0.3 (2Φ(0.3) − 1) + 2φ(0.3) */
  const expected = 0.833522484234426;
  it("found and told are alike", () => {
    expect(offset().risk(B)).toBeCloseTo(expected, 9);
    expect(offset([[1, -1, 0.3]]).risk(B)).toBeCloseTo(expected, 9);
  });
  it("that are denied, or told elsewhere, cost digits, and the error says so", () => {
    for (const model of [offset([]), offset([[1, -1, 0.9]])]) {
      expect(Math.abs(model.risk(B) - expected)).toBeGreaterThan(1e-8);
      expect(model.quadratureError!(B)).toBeGreaterThan(1e-8);
    }
  });
});

describe("what functions may not do", () => {
  it("give no number", () => {
    const missing = { loss: () => undefined } as unknown as Options;
    expect(() => createModel(customModel(missing))).toThrow(
      /^customModel's loss gave undefined at x = \[.*\], y = \[.*\]; return a finite number there\.$/,
    );
    const rooted = customModel({ loss: ([x], [y]) => Math.sqrt(x - y) });
    expect(() => createModel(rooted)).toThrow("customModel's loss gave NaN at x = [");
  });
  it("return a direction instead of writing it", () => {
    const returned = customModel({ loss: ([x]) => x * x, direction: (([x]: number[]) => 2 * x) as never });
    expect(() => createModel(returned)).toThrow(
      /direction left out\[0\] at NaN and returned .*write a finite number/,
    );
  });
  it.each<[unknown, string]>([
    [{ loss: "x" }, 'loss is "x"; give a function'],
    [{ loss: () => 1, direction: 1 }, "direction is 1; give a function"],
    [{ loss: () => 1, outputs: 0 }, "outputs = 0"],
    [{ loss: () => 1, noiseStd: -1 }, "noiseStd = -1"],
    [{ loss: () => 1, kinks: [[1]] }, "kinks[0] = [1], but a kink is a row of 2 finite numbers"],
    [{ loss: () => 1, clip: 0 }, "clip = 0"],
    [{ loss: () => 1, kink: [] }, "kink is not a known key, the nearest being kinks"],
  ])("have options as %j", (options, sentence) => {
    expect(() => customModel(options as Options)).toThrow(sentence);
  });
});

describe("clipped", () => {
  it("least squares, as the built-in model: the kinks of the clip are found", () => {
    const own = createModel(
      customModel({
        loss: ([x], [y]) => 0.5 * (x - y) ** 2,
        direction: ([x], [y], out) => {
          out[0] = x - y;
        },
        clip: 0.7,
      }),
    );
    const builtIn = createModel({ kind: "least-squares", clip: 0.7 });
    for (const seed of [1, 2])
      expect(modelDistance(own, builtIn, randomCovariance(2, 2, seed))).toBeLessThan(1e-9);
    // Negative control.
    const other = createModel({ kind: "least-squares", clip: 0.8 });
    expect(modelDistance(own, other, randomCovariance(2, 2, 1))).toBeGreaterThan(1e-2);
  });
});
