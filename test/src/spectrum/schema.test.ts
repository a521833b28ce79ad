import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  atoms,
  data,
  eigenvalues,
  identity,
  marchenkoPastur,
  powerDensity,
  powerLaw,
  uniform,
} from "../../../src/spectrum/index.js";
import { covarianceSchema } from "../../../src/spectrum/schema.js";

describe("covarianceSchema", () => {
  it.each([
    identity(),
    atoms([1.6, 0.4], [0.5, 0.5]),
    eigenvalues([1, 2], { normalize: "trace" }),
    powerLaw({ exponent: 0.5 }),
    powerDensity({ beta: 0.5, normalize: "trace" }),
    marchenkoPastur({ ratio: 2, nodes: 40 }),
    uniform({ min: 0, max: 2 }),
    data({ features: "f.csv", labels: "target", rows: "normalize" }),
  ])("accepts what the constructors return: $kind", (covariance) => {
    expect(covarianceSchema.parse(covariance)).toEqual(covariance);
  });

  it("fills in rows: raw", () => {
    const parsed = covarianceSchema.parse({ kind: "data", features: "f.npy", labels: "l.npy" });
    expect(parsed).toEqual({ kind: "data", features: "f.npy", labels: "l.npy", rows: "raw" });
  });

  it.each([
    ["an unknown kind", { kind: "wishart" }],
    ["a kind for the library only", { kind: "dense", matrix: [[1]] }],
    ["an unknown key", { kind: "identity", scale: 2 }],
    ["normalize on data", { kind: "data", features: "f.csv", labels: "y", normalize: "trace" }],
    ["a negative eigenvalue", { kind: "atoms", eigenvalues: [-1], weights: [1] }],
    ["a weight of zero", { kind: "atoms", eigenvalues: [1], weights: [0] }],
    ["no eigenvalues", { kind: "eigenvalues", values: [] }],
    ["NaN", { kind: "power-law", exponent: Number.NaN }],
    ["a beta of 1", { kind: "power-density", beta: 1 }],
    ["a ratio of 0", { kind: "marchenko-pastur", ratio: 0 }],
    ["edges out of order", { kind: "uniform", min: 2, max: 1 }],
    ["a function", { kind: "density", of: () => 1, min: 0, max: 1 }],
    ["a missing key", { kind: "data", features: "f.csv" }],
  ])("refuses %s", (_, covariance) => {
    expect(covarianceSchema.safeParse(covariance).success).toBe(false);
  });

  it("describes every key in the JSON Schema", () => {
    const { oneOf } = z.toJSONSchema(covarianceSchema, { io: "input" }) as {
      oneOf: { description?: string; properties: Record<string, { description?: string; const?: string }> }[];
    };
    expect(oneOf).toHaveLength(8);
    for (const { description, properties } of oneOf) {
      expect(description).toBeTruthy();
      for (const [key, property] of Object.entries(properties)) {
        if (key !== "kind") expect(property.description, `${properties.kind.const}.${key}`).toBeTruthy();
      }
    }
  });
});
