import { describe, expect, test } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { parseExperiment } from "../../../src/experiment/index.js";
import { bad, good } from "./bad-experiments.js";

describe("parseExperiment", () => {
  test.each(bad)("refuses in one sentence: $sentence", ({ input, sentence }) => {
    const act = () => parseExperiment(input, { file: "runs/small.yaml" });
    expect(act).toThrow(InputError);
    expect(act).toThrow(new InputError(`runs/small.yaml: ${sentence}`));
  });

  test("fills in every default, in the order of the documented file", () => {
    expect(JSON.stringify(parseExperiment(good, { file: "runs/small.yaml" }))).toBe(
      JSON.stringify({
        name: "small",
        problem: {
          dimension: 100,
          covariance: { kind: "identity" },
          model: { kind: "least-squares", outputs: 1, noiseStd: 0 },
          target: { kind: "gaussian", norm: 1 },
          initial: { kind: "zero" },
          ridge: 0,
        },
        schedule: { kind: "constant", rate: 0.7 },
        horizon: 5,
        methods: ["ode", "hsgd", "sgd"],
        ensemble: { runs: 32, seed: 1, divergence: 1e4, normal: "ziggurat" },
        save: { points: 101, spacing: "linear", statistics: [] },
        hsgd: { step: "auto", scheme: "euler-maruyama" },
      }),
    );
  });

  test("fills in defaults that hang on other keys", () => {
    const { schedule, save, problem } = parseExperiment({
      ...good,
      problem: { ...good.problem, model: { kind: "logistic" }, target: { kind: "power", exponent: 1 } },
      schedule: { kind: "cosine", rate: 0.7 },
      save: { spacing: "log" },
    });
    expect(schedule).toEqual({ kind: "cosine", rate: 0.7, final: 0, period: 5 });
    expect(save).toEqual({ points: 101, spacing: "log", from: 0.005, statistics: [] });
    expect(problem.target).toEqual({ kind: "power", exponent: 1, norm: 1 });
    expect(problem.model).toEqual({ kind: "logistic", labels: "soft" });
  });

  test("at infinity the ODE alone is compared, and the nodes of a density are filled in", () => {
    const problem = { ...good.problem, covariance: { kind: "power-density", beta: 0.5 } };
    const word = parseExperiment({ ...good, problem: { ...problem, dimension: "infinity" } });
    expect(word.problem).toMatchObject({ dimension: "infinity", covariance: { nodes: 250 } });
    expect(word.methods).toEqual(["ode"]);
    const number = { ...good, problem: { ...problem, dimension: Number.POSITIVE_INFINITY } };
    expect(JSON.stringify(parseExperiment(number))).toBe(JSON.stringify(word));
    expect(number.problem.dimension).toBe(Number.POSITIVE_INFINITY);
    expect(parseExperiment({ ...good, problem }).problem.covariance).toEqual(problem.covariance);
  });

  test("overlaps stand in the place of target and start, a data set in that of dimension and target", () => {
    const overlaps = [
      [1, 0],
      [0, 1],
    ];
    const { problem } = parseExperiment({ ...good, problem: { ...good.problem, overlaps } });
    expect(Object.keys(problem)).toEqual(["dimension", "covariance", "model", "overlaps", "ridge"]);
    const data = parseExperiment({
      ...good,
      problem: {
        covariance: { kind: "data", features: "f.csv", labels: "y" },
        model: { kind: "least-squares", outputs: 1, clip: 2 },
      },
    });
    expect(data.problem).toEqual({
      covariance: { kind: "data", features: "f.csv", labels: "y", rows: "raw" },
      model: { kind: "least-squares", outputs: 1, clip: 2 },
      initial: { kind: "zero" },
      ridge: 0,
    });
  });

  test.each([
    good,
    { ...good, save: { times: [0, 0.5, 5], statistics: ["overlaps", { name: "c", quadratic: "lambda^2" }] } },
    { ...good, save: { spacing: "log", points: 7 }, schedule: { kind: "cosine", rate: 1 } },
    { ...good, problem: { ...good.problem, initial: { kind: "correlated", overlap: 0.5 } } },
    {
      ...good,
      problem: { ...good.problem, dimension: "infinity", covariance: { kind: "uniform", min: 0, max: 2 } },
    },
  ])("parsing what was resolved changes nothing", (input) => {
    const once = parseExperiment(input);
    expect(JSON.stringify(parseExperiment(once))).toBe(JSON.stringify(once));
    expect(JSON.stringify(parseExperiment(JSON.parse(JSON.stringify(once))))).toBe(JSON.stringify(once));
  });

  test("the name is the file's base name, unless that could not name a folder", () => {
    expect(parseExperiment(good, { file: "a\\b\\c.v2.JSON" }).name).toBe("c.v2");
    expect(parseExperiment({ ...good, name: "mine" }, { file: "x.yaml" }).name).toBe("mine");
    expect(parseExperiment(good).name).toBe("experiment");
    expect(() => parseExperiment(good, { file: "a?.yaml" })).toThrow(
      'a?.yaml: the base name "a?" cannot name a folder everywhere; give the key name.',
    );
  });

  test("$schema is for editors and leaves no trace", () => {
    expect(parseExperiment({ ...good, $schema: "schema.json" })).toEqual(parseExperiment(good));
  });

  test("a mistake in a value that a flag set names the flag", () => {
    const origin = (path: readonly (string | number)[]) =>
      path[0] === "horizon" ? "--set horizon=-1" : undefined;
    expect(() => parseExperiment({ ...good, horizon: -1 }, { file: "x.yaml", origin })).toThrow(
      "--set horizon=-1: horizon is -1, but it must be a number above 0.",
    );
  });
});
