/** A prediction as JSON has it: the form of predict.ts, to be checked. What is not known is null. */
import { z } from "zod";
import type { Prediction } from "./predict.js";

const num = z.number().nullable();

const quantities = {
  stabilityThreshold: num.describe("constant rates below it keep the risk bounded, rates above it do not"),
  noiseFloor: num.describe("the risk that noise, steps and ridge leave in the long run"),
  decayRate: num.describe("ρ: the risk comes to its floor like e^(−ρt)"),
  optimalRate: num.describe("the best constant rate"),
  limitLearningRate: num.describe("where the learning rate goes as t → ∞"),
  exponents: z
    .strictObject({
      risk: z.number().describe("p, where the risk goes like t^p"),
      learningRate: z.number().describe("p, where the learning rate goes like t^p"),
    })
    .nullable()
    .describe("powers of t at late times"),
};

const reason = z.exactOptional(z.string());

const reasons = z.strictObject({
  stabilityThreshold: reason,
  noiseFloor: reason,
  decayRate: reason,
  optimalRate: reason,
  limitLearningRate: reason,
  exponents: reason,
} satisfies Record<keyof typeof quantities, typeof reason>);

export const predictionSchema = z.strictObject({
  ...quantities,
  reasons: reasons.describe("why a quantity is null, in a clause; of a limit of 0 how it is come to"),
}) satisfies z.ZodType<Prediction>;
