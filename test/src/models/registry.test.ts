import { describe, expect, it } from "vitest";
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

/** Every kind with what it must be given. */
const bare = modelKinds.map(
  (kind): ModelData => (kind === "huber" ? { kind, threshold: 1 } : ({ kind } as ModelData)),
);

describe("the list of models", () => {
  it("builds every kind from what it must be given", () => {
    for (const data of bare) expect(createModel(data).kind).toBe(data.kind);
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
    for (const data of bare) expect(modelSchema.parse(data)).toEqual(data);
    expect(modelSchema.options.map((option) => option.shape.kind.value)).toEqual(modelKinds);
    expect(modelSchema.safeParse({ kind: "logistic", noiseStd: 1 }).success).toBe(false);
    expect(modelSchema.safeParse({ kind: "least-squares", noiseStd: -1 }).success).toBe(false);
  });
});
