/**
 * Same experiment, same bytes, in every engine: the digests were taken once (Node 20, x64) and must come out the same
 * under every Node the tests run on. A change of bits is a visible change and belongs in the changelog.
 */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { compare, data, type ProblemData } from "../../src/index.js";

const rows = Array.from({ length: 30 }, (_, i) =>
  [0, 1, 2, 3].map((k) => ((i * 7 + k * k * 5 + 3) % 11) - 5),
);
const experiments: [string, string, ProblemData, object][] = [
  [
    "least squares, two outputs, ridge, correlated start",
    "b1c9cfca1f82ff69",
    {
      dimension: 60,
      covariance: { kind: "power-law", exponent: 0.7, normalize: "trace" },
      model: { kind: "least-squares", outputs: 2, noiseStd: 0.3 },
      target: { kind: "power", exponent: 0.5, norm: 1.2 },
      initial: { kind: "correlated", overlap: 0.3 },
      ridge: 0.05,
    },
    { schedule: { kind: "cosine", rate: 0.8 } },
  ],
  [
    "logistic, hard labels, an expression of t",
    "8d4ee70fe0e77608",
    {
      dimension: 50,
      covariance: { kind: "atoms", eigenvalues: [1.6, 0.4], weights: [0.5, 0.5] },
      model: { kind: "logistic", labels: "hard" },
      target: { kind: "gaussian", norm: 2 },
    },
    { schedule: { kind: "expression", value: "exp(-t) + 0.2*sin(t)^2 + 0.3" } },
  ],
  [
    "a data set",
    "0e62a46cd4fe0793",
    {
      covariance: data({
        features: rows,
        labels: rows.map((row) => row[0] - 0.5 * row[2] + (row[3] % 2)),
        rows: "normalize",
      }),
      model: { kind: "least-squares" },
    },
    { schedule: { kind: "constant", rate: 0.2 }, methods: ["ode", "hsgd", "sgd", "sgd-rows"] },
  ],
];

describe("bits of a result", () => {
  it.each(experiments)("%s", async (_name, digest, problem, options) => {
    const result = await compare(problem, {
      horizon: 2,
      runs: 4,
      seed: 9007199254740991,
      save: { points: 9, spacing: "log", statistics: ["overlaps", "gradientNorm", "cosine"] },
      schedule: { kind: "constant", rate: 0.5 },
      ...options,
    });
    const text = JSON.stringify(result.toJSON());
    expect(createHash("sha256").update(text).digest("hex").slice(0, 16)).toBe(digest);
    // Negative control: another seed is another result.
    const other = await compare(problem, {
      horizon: 2,
      runs: 4,
      seed: 1,
      schedule: { kind: "constant", rate: 0.5 },
      ...options,
    });
    expect(JSON.stringify(other.toJSON())).not.toBe(text);
  });
});
