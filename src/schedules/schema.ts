/** The experiment file's `schedule`, checked. */
import { z } from "zod";
import type { ConstantData } from "./constant.js";
import type { CosineData } from "./cosine.js";
import type { ExpressionData } from "./expression.js";
import type { PiecewiseData } from "./piecewise.js";
import type { PolynomialData } from "./polynomial.js";

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
    value: z.string().min(1).describe("a formula in t, as 0.7/(1+t)"),
  })
  .describe("a formula in t") satisfies z.ZodType<ExpressionData>;

export const scheduleSchema = z.discriminatedUnion("kind", [
  constantSchema,
  polynomialSchema,
  piecewiseSchema,
  cosineSchema,
  expressionSchema,
]);
