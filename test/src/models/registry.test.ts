import { beforeAll, describe, expect, it } from "vitest";
import { loadFormulas } from "../../../sde/index.js";
import {
  absoluteError,
  createModel,
  huber,
  leastSquares,
  logistic,
  type ModelData,
  modelKinds,
  phaseRetrieval,
  resolveModel,
} from "../../../src/models/index.js";
import { modelSchema } from "../../../src/models/schema.js";

/** Of every kind, what it cannot do without. */
const least: { readonly [Kind in ModelData["kind"]]: Extract<ModelData, { kind: Kind }> } = {
  "least-squares": { kind: "least-squares" },
  logistic: { kind: "logistic" },
  "phase-retrieval": { kind: "phase-retrieval" },
  huber: { kind: "huber", threshold: 1 },
  "absolute-error": { kind: "absolute-error" },
  "multiclass-logistic": { kind: "multiclass-logistic", classes: 3 },
  committee: { kind: "committee", activation: "erf", student: [1], teacher: [1] },
  expression: { kind: "expression", loss: "(x - y)^2" },
};
beforeAll(loadFormulas);

describe("the list of models", () => {
  it("builds every kind from the least it needs", () => {
    for (const kind of modelKinds) expect(createModel(least[kind]).kind).toBe(kind);
  });
  it("names the kinds it knows when it is given another", () => {
    for (const bad of [{ kind: "least-square" }, undefined, null, {}, "logistic"]) {
      for (const kind of modelKinds) expect(() => createModel(bad as unknown as ModelData)).toThrow(kind);
    }
    expect(() => createModel({ kind: "toString" } as unknown as ModelData)).toThrow('"toString"');
  });
  it("fills defaults in", () => {
    expect(resolveModel(leastSquares({ noiseStd: 0.5 }))).toEqual({
      kind: "least-squares",
      outputs: 1,
      noiseStd: 0.5,
    });
    expect(resolveModel(logistic())).toEqual({ kind: "logistic", labels: "soft" });
    expect(resolveModel(phaseRetrieval())).toEqual({ kind: "phase-retrieval", variant: "smooth" });
    expect(resolveModel(huber({ threshold: 2 }))).toEqual({ kind: "huber", threshold: 2, noiseStd: 0 });
    expect(resolveModel(absoluteError())).toEqual({ kind: "absolute-error", noiseStd: 0 });
  });
  it("is the list the experiment file's schema knows", () => {
    for (const kind of modelKinds) expect(modelSchema.parse(least[kind])).toEqual(least[kind]);
    expect(modelSchema.options.map((option) => option.shape.kind.value)).toEqual(modelKinds);
    expect(modelSchema.safeParse({ kind: "logistic", noiseStd: 1 }).success).toBe(false);
    expect(modelSchema.safeParse({ kind: "least-squares", noiseStd: -1 }).success).toBe(false);
  });
});
