/** The experiment file's `schedule`, checked. */
import { z } from "zod";
import type { AdagradNormData } from "./adagrad-norm.js";
import type { ConstantData } from "./constant.js";
import type { CosineData } from "./cosine.js";
import type { DogData } from "./dog.js";
import type { ExpressionData } from "./expression.js";
import type { LineSearchData } from "./line-search.js";
import { observableNames } from "./observables.js";
import type { PiecewiseData } from "./piecewise.js";
import type { PolyakData } from "./polyak.js";
import type { PolynomialData } from "./polynomial.js";
import type { RmspropNormData } from "./rmsprop-norm.js";

const rate = z.number().min(0).describe("learning rate before the 1/d");

export const constantSchema = z
  .strictObject({ kind: z.literal("constant"), rate })
  .describe("rate") satisfies z.ZodType<ConstantData>;

export const polynomialSchema = z
  .strictObject({
    kind: z.literal("polynomial"),
    rate,
    power: z.number().describe("exponent of the decay"),
    timescale: z.number().positive().describe("time after which the decay sets in"),
  })
  .describe("rate·(1 + t/timescale)^(−power)") satisfies z.ZodType<PolynomialData>;

export const piecewiseSchema = z
  .strictObject({
    kind: z.literal("piecewise"),
    times: z.array(z.number()).min(1).describe("starts of the pieces: 0 first, then increasing"),
    rates: z.array(rate).min(1).describe("one rate for each time"),
  })
  .describe("rates[i] on [times[i], times[i+1])") satisfies z.ZodType<PiecewiseData>;

export const cosineSchema = z
  .strictObject({
    kind: z.literal("cosine"),
    rate,
    final: z.number().min(0).optional().meta({ description: "rate from the period on", default: 0 }),
    period: z.number().positive().optional().describe("time at which final is reached; default: the horizon"),
  })
  .describe("final + (rate − final)(1 + cos(πt/period))/2, then final") satisfies z.ZodType<CosineData>;

export const expressionSchema = z
  .strictObject({
    kind: z.literal("expression"),
    value: z
      .string()
      .min(1)
      .describe(
        `a formula in t, as 0.7/(1+t), and in what is seen of the iterate: ${observableNames.join(", ")}`,
      ),
  })
  .describe("a formula in t and what is seen of the iterate") satisfies z.ZodType<ExpressionData>;

const positive = z.number().positive();
const factor = z
  .number()
  .positive()
  .optional()
  .meta({ description: "times the minimising rate", default: 1 });

export const adagradNormSchema = z
  .strictObject({
    kind: z.literal("adagrad-norm"),
    eta: positive.describe("the rate begins at eta/b"),
    b: positive.describe("root of what the sum of squared gradients begins at"),
  })
  .describe("eta/√(b² + Σ‖gradient‖²/d²)") satisfies z.ZodType<AdagradNormData>;

export const rmspropNormSchema = z
  .strictObject({
    kind: z.literal("rmsprop-norm"),
    eta: positive.describe("the rate begins at eta/b"),
    b: positive.describe("keeps the rate finite"),
    alpha: positive.describe("rate, per unit of time, at which squared gradients are forgotten"),
  })
  .describe("eta/√(b² + v), v a running mean of ‖gradient‖²/d") satisfies z.ZodType<RmspropNormData>;

export const dogSchema = z
  .strictObject({
    kind: z.literal("dog"),
    r0: positive.describe("stands for the distance while it is smaller"),
    eta0: positive.describe("root of what the sum of squared gradients begins at"),
  })
  .describe(
    "max(r0, farthest distance from the start)/√(eta0² + Σ‖gradient‖²/d²)",
  ) satisfies z.ZodType<DogData>;

export const lineSearchSchema = z
  .strictObject({ kind: z.literal("line-search"), factor })
  .describe("minimises the expected risk of one step") satisfies z.ZodType<LineSearchData>;

export const polyakSchema = z
  .strictObject({ kind: z.literal("polyak"), factor })
  .describe("minimises the expected distance after one step") satisfies z.ZodType<PolyakData>;

export const scheduleSchema = z.discriminatedUnion("kind", [
  constantSchema,
  polynomialSchema,
  piecewiseSchema,
  cosineSchema,
  expressionSchema,
  adagradNormSchema,
  rmspropNormSchema,
  dogSchema,
  lineSearchSchema,
  polyakSchema,
]);
