import { describe, expect, test } from "vitest";
import { parseExperiment, sameExperiment } from "../../../src/experiment/index.js";
import { good } from "./bad-experiments.js";

const onData = (covariance: object) => ({
  problem: { covariance: { kind: "data", rows: "raw", ...covariance } },
});

describe("the same experiment", () => {
  test("is the same whatever was left to defaults and however keys are ordered", () => {
    const { problem, ...rest } = good;
    const reordered = { ...rest, methods: ["ode", "hsgd", "sgd"], ensemble: { seed: 1, runs: 32 }, problem };
    expect(sameExperiment(parseExperiment(good), parseExperiment(reordered))).toBe(true);
    expect(sameExperiment(parseExperiment(good), JSON.parse(JSON.stringify(parseExperiment(good))))).toBe(
      true,
    );
  });

  test("is another with any other value, and with methods in another order", () => {
    const other = (changes: object) =>
      sameExperiment(parseExperiment(good), parseExperiment({ ...good, ...changes }));
    expect(other({ horizon: 5.5 })).toBe(false);
    expect(other({ name: "other" })).toBe(false);
    expect(other({ ensemble: { seed: 2 } })).toBe(false);
    expect(other({ methods: ["ode", "sgd", "hsgd"] })).toBe(false);
  });

  test("data files are compared by what is in them", () => {
    const a = onData({ features: "a.csv", labels: "y", sha256: { features: "11" } });
    expect(
      sameExperiment(a, onData({ features: "moved/b.csv", labels: "y", sha256: { features: "11" } })),
    ).toBe(true);
    expect(sameExperiment(a, onData({ features: "a.csv", labels: "y", sha256: { features: "22" } }))).toBe(
      false,
    );
    expect(sameExperiment(a, onData({ features: "a.csv", labels: "z", sha256: { features: "11" } }))).toBe(
      false,
    );
    const two = { features: "11", labels: "33" };
    expect(
      sameExperiment(
        onData({ features: "a.csv", labels: "l.csv", sha256: two }),
        onData({ features: "b.csv", labels: "m.csv", sha256: two }),
      ),
    ).toBe(true);
  });
});
