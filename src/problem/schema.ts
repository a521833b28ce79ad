/** The experiment file's `target`, `initial`, `overlaps` and `ridge`, checked. */
import { z } from "zod";
import type { CorrelatedData } from "./correlated.js";
import type { GaussianData } from "./gaussian.js";
import type { OverlapsData } from "./overlaps.js";
import type { PowerData } from "./power.js";
import type { ValuesData } from "./values.js";
import type { ZeroData } from "./zero.js";

const norm = z.number().min(0).optional();

export const zeroSchema = z
  .strictObject({ kind: z.literal("zero") })
  .describe("all zeros") satisfies z.ZodType<ZeroData>;

export const gaussianSchema = z
  .strictObject({
    kind: z.literal("gaussian"),
    norm: norm.meta({ description: "Frobenius norm of the whole matrix, met exactly", default: 1 }),
  })
  .describe("an isotropic random direction") satisfies z.ZodType<GaussianData>;

export const powerSchema = z
  .strictObject({
    kind: z.literal("power"),
    exponent: z.number().describe("s: squared components are proportional to λ^(−s)"),
    norm: norm.describe("Frobenius norm of the whole matrix; 1 unless scale is given"),
    scale: z.number().min(0).optional().describe("squared component = scale·λ^(−s)/d; instead of norm"),
  })
  .refine((data) => data.norm === undefined || data.scale === undefined, {
    error: "give norm or scale, not both",
  })
  .describe("squared components ∝ λ^(−s), signs drawn") satisfies z.ZodType<PowerData>;

export const valuesSchema = z
  .strictObject({
    kind: z.literal("values"),
    values: z
      .union([z.array(z.number()), z.array(z.array(z.number()))])
      .describe("d rows of one number for each output, along the eigenvectors, in the covariance's order"),
  })
  .describe("given components") satisfies z.ZodType<ValuesData>;

export const correlatedSchema = z
  .strictObject({
    kind: z.literal("correlated"),
    overlap: z.number().min(-1).max(1).describe("cosine of the angle to the target"),
    norm: norm.describe("Frobenius norm; that of the target unless given"),
  })
  .describe("at a given angle to the target") satisfies z.ZodType<CorrelatedData>;

export const targetSchema = z.discriminatedUnion("kind", [
  zeroSchema,
  gaussianSchema,
  powerSchema,
  valuesSchema,
]);

export const initialSchema = z.discriminatedUnion("kind", [
  zeroSchema,
  gaussianSchema,
  powerSchema,
  valuesSchema,
  correlatedSchema,
]);

const symmetricRows = z.array(z.array(z.number()));

export const overlapsSchema = z
  .union([symmetricRows, z.array(symmetricRows)])
  .describe(
    "instead of target and initial: a symmetric matrix over [X | X*], student first, or one for each atom",
  ) satisfies z.ZodType<OverlapsData>;

export const ridgeSchema = z.number().min(0).describe("ridge δ: the update gains δX");
