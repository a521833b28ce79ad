import { describe, expect, test } from "vitest";
import { type ComparisonResult, compare } from "../../../src/comparison/index.js";
import {
  compareOptions,
  experimentProblem,
  parseExperiment,
  runExperiment,
} from "../../../src/experiment/index.js";

const small = {
  name: "small",
  problem: {
    dimension: 40,
    covariance: { kind: "atoms", eigenvalues: [1.5, 0.5], weights: [0.5, 0.5] },
    model: { kind: "least-squares", noiseStd: 0.2 },
  },
  schedule: { kind: "cosine", rate: 0.6 },
  horizon: 2,
  ensemble: { runs: 3 },
  save: { points: 5, spacing: "log", statistics: ["cosine", { name: "curvature", quadratic: "lambda^2" }] },
};

const data = {
  problem: {
    covariance: { kind: "data", features: "f.csv", labels: "y", rows: "normalize" },
    model: { kind: "least-squares" },
  },
  schedule: { kind: "constant", rate: 0.3 },
  horizon: 2,
  methods: ["ode", "sgd-rows"],
  ensemble: { runs: 2 },
  save: { points: 3 },
};
const rows = [
  "a,b,c,y",
  ...Array.from({ length: 12 }, (_, i) => `${(i % 3) - 1},${(i % 4) - 1.5},${(i % 5) - 2},${i % 2}`),
];
const features = new TextEncoder().encode(rows.join("\n"));

describe("runExperiment", () => {
  test("the file and the library are one: same curves, same account of the experiment", async () => {
    const experiment = parseExperiment(small);
    const fromFile = (await runExperiment(experiment)).toJSON();
    const fromLibrary = (await compare(experimentProblem(experiment), compareOptions(experiment))).toJSON();
    expect(JSON.stringify(fromFile)).toBe(JSON.stringify(fromLibrary));
    expect(JSON.stringify(fromFile.experiment)).toBe(JSON.stringify(experiment));
  });

  test("a result's experiment is an experiment file that gives the same result", async () => {
    const first = (await runExperiment(parseExperiment(small))).toJSON();
    const again = (await runExperiment(parseExperiment(first.experiment))).toJSON();
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    const other = (
      await runExperiment(parseExperiment({ ...small, ensemble: { runs: 3, seed: 2 } }))
    ).toJSON();
    expect(JSON.stringify(other.curves)).not.toBe(JSON.stringify(first.curves));
  });

  test("data files come as bytes, and their digests stay in the result", async () => {
    const experiment = parseExperiment({
      ...data,
      problem: {
        ...data.problem,
        covariance: { ...data.problem.covariance, sha256: { features: "0123456789abcdef".repeat(4) } },
      },
    });
    const result = (await runExperiment(experiment, { files: { features } })).toJSON();
    expect(Object.keys(result.curves)).toEqual(["ode", "sgd-rows"]);
    expect(JSON.stringify(result.experiment)).toBe(JSON.stringify(experiment));
  });

  test("without the bytes it says what to do", async () => {
    await expect(runExperiment(parseExperiment(data))).rejects.toThrow(
      'problem.covariance.features is the file "f.csv", whose bytes were not handed over; read it first, as loadExperiment of homogenized-sgd/node does.',
    );
  });

  test("stops when its signal says so", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(runExperiment(parseExperiment(small), { signal: controller.signal })).rejects.toBe(reason);
  });

  test("what finished until then has the same account of the experiment, digests included", async () => {
    const experiment = parseExperiment({
      ...data,
      methods: ["ode", "hsgd", "sgd-rows"],
      problem: {
        ...data.problem,
        covariance: { ...data.problem.covariance, sha256: { features: "0123456789abcdef".repeat(4) } },
      },
    });
    const controller = new AbortController();
    const partials: ComparisonResult[] = [];
    const stopped = runExperiment(experiment, {
      files: { features },
      signal: controller.signal,
      onProgress: ({ method, run, runs }) => {
        if (method === "hsgd" && run === runs) controller.abort();
      },
      onInterrupt: (partial) => partials.push(partial),
    });
    await expect(stopped).rejects.toThrow("aborted");
    expect(JSON.stringify(partials[0].toJSON().experiment)).toBe(JSON.stringify(experiment));
    expect(partials[0].toJSON().interrupted).toEqual({ runs: 2, runsDone: { hsgd: 2, "sgd-rows": 0 } });
  });
});
