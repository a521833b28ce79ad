/**
 * The `covariance` key of an experiment file: shapes, types and texts of the published JSON Schema. What needs
 * the dimension or the data (weights that fit, lengths that match) is checked where the spectrum is built.
 */

import { z } from "zod";
import type { AtomsCovariance } from "./atoms.js";
import type { DataFileCovariance } from "./data.js";
import type { EigenvaluesCovariance } from "./eigenvalues.js";
import { MOST_NODES } from "./graded.js";
import type { IdentityCovariance } from "./identity.js";
import type { MarchenkoPasturCovariance } from "./marchenko-pastur.js";
import type { PowerDensityCovariance } from "./power-density.js";
import type { PowerLawCovariance } from "./power-law.js";
import type { UniformCovariance } from "./uniform.js";

const eigenvalue = z.number().min(0, "an eigenvalue of a covariance is zero or positive");

const normalize = z
  .literal("trace")
  .describe("trace: scale all eigenvalues by one factor so that tr K / dimension = 1. Left out: no scaling.")
  .optional();

const nodes = z
  .int()
  .min(1)
  .max(MOST_NODES)
  .describe(
    "quadrature nodes, at dimension: infinity only. Left out: a number that serves every run up to ∫γ = 1e8.",
  )
  .optional();

export const identitySchema = z
  .strictObject({
    kind: z.literal("identity"),
    normalize,
  })
  .describe("K = 1: every eigenvalue is 1.") satisfies z.ZodType<IdentityCovariance>;

export const atomsSchema = z
  .strictObject({
    kind: z.literal("atoms"),
    eigenvalues: z.array(eigenvalue).min(1).describe("The eigenvalue of each atom, zero or positive."),
    weights: z
      .array(z.number().gt(0, "a weight is a positive fraction of the coordinates"))
      .min(1)
      .describe(
        "The fraction of the coordinates each atom holds, in the same order: they sum to 1, and weight × dimension is a whole number.",
      ),
    normalize,
  })
  .describe(
    "A few distinct eigenvalues, each with its fraction of the coordinates.",
  ) satisfies z.ZodType<AtomsCovariance>;

export const eigenvaluesSchema = z
  .strictObject({
    kind: z.literal("eigenvalues"),
    values: z.array(eigenvalue).min(1).describe("All eigenvalues, one per coordinate (length: dimension)."),
    normalize,
  })
  .describe("Every eigenvalue written out.") satisfies z.ZodType<EigenvaluesCovariance>;

export const powerLawSchema = z
  .strictObject({
    kind: z.literal("power-law"),
    exponent: z
      .number()
      .min(0, "λ_i = i^(−exponent): write the exponent without its minus sign")
      .describe(
        "α in λ_i = i^(−α), i = 1 … dimension; 0 or more. With normalize: trace and α of 1 or more, one direction carries the trace and the theory loses its hold.",
      ),
    normalize,
  })
  .describe(
    "Eigenvalues decaying as a power of their index, λ_i = i^(−exponent).",
  ) satisfies z.ZodType<PowerLawCovariance>;

export const powerDensitySchema = z
  .strictObject({
    kind: z.literal("power-density"),
    beta: z
      .number()
      .min(0)
      .lt(1)
      .describe(
        "β of the density (1 − β)λ^(−β) on (0, 1): from 0 (uniform) to below 1 (most of it next to 0).",
      ),
    nodes,
    normalize,
  })
  .describe(
    "A density (1 − beta)·λ^(−beta) on (0, 1): its quantiles at finite dimension, a quadrature at infinity.",
  ) satisfies z.ZodType<PowerDensityCovariance>;

export const marchenkoPasturSchema = z
  .strictObject({
    kind: z.literal("marchenko-pastur"),
    ratio: z
      .number()
      .gt(0)
      .describe("d/n, features over samples; above 1 the fraction 1 − 1/ratio of the eigenvalues is 0."),
    nodes,
    normalize,
  })
  .describe(
    "The spectrum of an empirical covariance of n = d/ratio samples: its quantiles at finite dimension, a quadrature at infinity.",
  ) satisfies z.ZodType<MarchenkoPasturCovariance>;

export const uniformSchema = z
  .strictObject({
    kind: z.literal("uniform"),
    min: eigenvalue.describe("Lower edge, zero or positive."),
    max: z.number().gt(0).describe("Upper edge, above min."),
    nodes,
    normalize,
  })
  .refine(({ min, max }) => max > min, { path: ["max"], error: "give a number above min" })
  .describe(
    "Eigenvalues spread evenly over (min, max): the quantiles at finite dimension, a quadrature at infinity.",
  ) satisfies z.ZodType<UniformCovariance>;

export const dataSchema = z
  .strictObject({
    kind: z.literal("data"),
    features: z
      .string()
      .min(1)
      .describe(
        "Path of the features, relative to this file: .csv with a header row, or .npy (rows × features).",
      ),
    labels: z
      .string()
      .min(1)
      .describe(
        "The labels: a column of the features (then removed from them), or else the path of a .csv or .npy file.",
      ),
    map: z
      .strictObject({
        kind: z.literal("relu"),
        count: z.int().min(1).describe("number of random features"),
      })
      .optional()
      .describe(
        "Random features in the place of the data's own, before rows: relu(Θa/√p), Θ standard normal from the experiment's seed.",
      ),
    rows: z
      .enum(["raw", "normalize"])
      .describe(
        "raw: rows as they are. normalize: each row scaled to norm √d, labels untouched; K, the optimum and the noise come from the scaled rows.",
      )
      .default("raw"),
  })
  .describe(
    "A real data set: K = FᵀF/n (nothing is centred), with least-squares optimum and residual noise, or the logistic fit of labels 0 and 1. Takes the place of dimension, target and noiseStd.",
  ) satisfies z.ZodType<DataFileCovariance>;

export const covarianceSchema = z
  .discriminatedUnion("kind", [
    identitySchema,
    atomsSchema,
    eigenvaluesSchema,
    powerLawSchema,
    powerDensitySchema,
    marchenkoPasturSchema,
    uniformSchema,
    dataSchema,
  ])
  .describe("The covariance K of the data a ~ N(0, K).");
