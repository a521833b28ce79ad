/**
 * The experiment file, checked: the shape and defaults of every key, put together from the fragments that stand
 * beside each family. The same schema yields the types, the published JSON Schema and the error texts; what two
 * keys must say together is in rules.ts, what takes the numbers themselves (weights that fit a dimension, lengths
 * that match) where they are used.
 */
import { z } from "zod";
import { modelSchema } from "../models/schema.js";
import { initialSchema, overlapsSchema, ridgeSchema, targetSchema } from "../problem/schema.js";
import { scheduleSchema } from "../schedules/schema.js";
import {
  atomsSchema,
  dataSchema,
  eigenvaluesSchema,
  identitySchema,
  marchenkoPasturSchema,
  powerDensitySchema,
  powerLawSchema,
  uniformSchema,
} from "../spectrum/schema.js";
import {
  hsgdSchemesAlone,
  methodNames,
  normalNames,
  schemeNames,
  spacings,
  statisticNames,
} from "./kinds.js";

const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("a sha256 of 64 hexadecimal digits");

/** A resolved experiment carries what its data were; a file that gives it is held to it. */
const dataFileSchema = dataSchema.extend({
  sha256: z
    .strictObject({ features: digest, labels: digest.optional() })
    .optional()
    .describe("sha256 of the data files; filled in by the command, and checked where given"),
});

const covariance = z
  .discriminatedUnion("kind", [
    identitySchema,
    atomsSchema,
    eigenvaluesSchema,
    powerLawSchema,
    powerDensitySchema,
    marchenkoPasturSchema,
    uniformSchema,
    dataFileSchema,
  ])
  .describe("covariance K of the samples a ~ N(0, K)");

const problem = z
  .strictObject({
    dimension: z
      .union([z.int().min(1), z.literal("infinity")])
      .optional()
      .describe(
        "d, the number of coordinates, or infinity (deterministic methods only); required unless the covariance is of kind data",
      ),
    covariance,
    model: modelSchema.describe("the loss, and how labels arise"),
    target: targetSchema
      .optional()
      .describe("the teacher X*; default: gaussian of norm 1")
      .meta({ default: { kind: "gaussian", norm: 1 } }),
    initial: initialSchema
      .optional()
      .describe("the start X₀; default: zero")
      .meta({ default: { kind: "zero" } }),
    overlaps: overlapsSchema.optional(),
    ridge: ridgeSchema.default(0),
  })
  .describe("covariance, model, target and start");

/** Also a folder's name, on any system. */
const name = z
  .string()
  .regex(/^(?!\.{1,2}$)[^\\/:*?"<>|\p{Cc}]{1,100}$/u)
  .describe('a name of 1 to 100 characters without / \\ : * ? " < > |');

const ensemble = z
  .strictObject({
    runs: z.int().min(1).default(32).describe("runs of each method with randomness"),
    seed: z
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .default(1)
      .describe("the same seed gives the same bytes; a whole number from 0 to 2^53 − 1"),
    divergence: z
      .number()
      .gt(1)
      .default(1e4)
      .describe(
        "a run has diverged when its risk exceeds this many times its initial risk, or the risk of X = 0 where that is 0",
      ),
    normal: z.enum(normalNames).default("ziggurat").describe("how normal numbers are drawn"),
  })
  .describe("how many runs, from which seed");

const quadratic = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/)
      .describe("a name of letters, digits, - and _ that begins with a letter"),
    quadratic: z.string().min(1).describe('q, a formula of lambda such as "lambda^2"'),
  })
  .describe("Σ_j q(λ_j) × atom j's share of ‖X − X*‖²");

const save = z
  .strictObject({
    points: z
      .int()
      .min(2)
      .optional()
      .describe("how many times are saved, both ends counted")
      .meta({ default: 101 }),
    spacing: z
      .enum(spacings)
      .optional()
      .describe("linear: evenly from 0 to the horizon; log: 0, then evenly in log t")
      .meta({ default: "linear" }),
    from: z
      .number()
      .positive()
      .optional()
      .describe("first positive time of log spacing; default: min(0.01, horizon/1000)"),
    times: z.array(z.number().min(0)).min(1).optional().describe("these times instead, increasing"),
    statistics: z
      .array(z.union([z.enum(statisticNames), quadratic]))
      .default([])
      .describe("further statistics beside risk, excessRisk, distance, learningRate and norm"),
  })
  .describe("which times and which further statistics are saved");

const hsgd = z
  .strictObject({
    step: z
      .union([z.literal("auto"), z.number().positive()])
      .default("auto")
      .describe("step in t; auto: min(0.01, 0.1/sup γ λ_max ‖G_xx‖, 0.25/√d)"),
    scheme: z
      .enum(schemeNames, hsgdSchemesAlone)
      .default("euler-maruyama")
      .describe("how the SDE is stepped"),
  })
  .describe("how homogenized SGD is stepped");

export const experimentSchema = z.strictObject({
  $schema: z.string().optional().describe("path of this JSON Schema, for editors; otherwise without meaning"),
  name: name.optional().meta({
    description: "a name of 1 to 100 characters without / \\ : * ? \" < > |; default: the file's base name",
  }),
  problem,
  schedule: scheduleSchema.describe("learning rate γ, before the 1/d"),
  horizon: z.number().positive().describe("last time, in t = k/d: one unit of time is d samples"),
  methods: z
    .array(z.enum(methodNames))
    .min(1)
    .optional()
    .describe(
      "which dynamics are compared (volterra: least squares only); default at dimension: infinity: ode",
    )
    .meta({ default: ["ode", "hsgd", "sgd"], uniqueItems: true }),
  ensemble: ensemble.prefault({}),
  save: save.prefault({}),
  hsgd: hsgd.prefault({}),
});

/** An experiment file as written: what has a default may be left out. */
export type ExperimentInput = z.input<typeof experimentSchema>;

/** The file with the defaults of single keys filled in; resolve.ts does the rest. */
export type CheckedExperiment = z.output<typeof experimentSchema>;
