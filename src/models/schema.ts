/** The experiment file's `model`, checked. */
import { z } from "zod";
import type { AbsoluteErrorData } from "./absolute-error.js";
import { ACTIVATIONS, type CommitteeData } from "./committee.js";
import type { LossExpressionData } from "./expression.js";
import type { HuberData } from "./huber.js";
import type { LeastSquaresData } from "./least-squares.js";
import { LABELS, type LogisticData } from "./logistic.js";
import type { MulticlassLogisticData } from "./multiclass-logistic.js";
import { type PhaseRetrievalData, VARIANTS } from "./phase-retrieval.js";

/** Standard deviation of the label noise, never a variance. */
const noiseStd = z
  .number()
  .min(0)
  .optional()
  .meta({ description: "standard deviation of the label noise", default: 0 });

/** On any model: g is scaled so that ‖g‖ ≤ clip. */
const clip = z.number().gt(0).optional().describe("directions longer than this are scaled down to it");

export const leastSquaresSchema = z
  .strictObject({
    kind: z.literal("least-squares"),
    outputs: z.int().min(1).optional().meta({ description: "number of outputs", default: 1 }),
    noiseStd,
    clip,
  })
  .describe("½‖x − y − noise‖²") satisfies z.ZodType<LeastSquaresData>;

export const logisticSchema = z
  .strictObject({
    kind: z.literal("logistic"),
    labels: z
      .enum(LABELS)
      .optional()
      .meta({ description: "soft: the probability itself; hard: 0 or 1 drawn with it", default: "soft" }),
    clip,
  })
  .describe("logistic regression on a logistic teacher") satisfies z.ZodType<LogisticData>;

export const phaseRetrievalSchema = z
  .strictObject({
    kind: z.literal("phase-retrieval"),
    variant: z
      .enum(VARIANTS)
      .optional()
      .meta({ description: "smooth: ¼(x² − y²)²; lipschitz: ½(|x| − |y|)²", default: "smooth" }),
    clip,
  })
  .describe(
    "phase retrieval: the magnitude of the teacher alone is seen",
  ) satisfies z.ZodType<PhaseRetrievalData>;

export const huberSchema = z
  .strictObject({
    kind: z.literal("huber"),
    threshold: z.number().gt(0).describe("κ, the residual up to which the loss is a square"),
    noiseStd,
    clip,
  })
  .describe("residual²/2 up to the threshold κ, κ|residual| − κ²/2 beyond") satisfies z.ZodType<HuberData>;

export const absoluteErrorSchema = z
  .strictObject({ kind: z.literal("absolute-error"), noiseStd, clip })
  .describe("|x − y − noise|") satisfies z.ZodType<AbsoluteErrorData>;

export const multiclassLogisticSchema = z
  .strictObject({
    kind: z.literal("multiclass-logistic"),
    classes: z.int().min(2).describe("number of classes, the outputs of student and teacher"),
    labels: z.enum(LABELS).optional().meta({
      description: "soft: the probabilities themselves; hard: one class drawn with them",
      default: "soft",
    }),
    clip,
  })
  .describe("softmax regression on a softmax teacher") satisfies z.ZodType<MulticlassLogisticData>;

const outputWeights: z.ZodType<readonly number[]> = z.array(z.number()).min(1);

export const committeeSchema = z
  .strictObject({
    kind: z.literal("committee"),
    activation: z.enum(ACTIVATIONS).describe("what a unit does: erf is erf(u/√2), relu max(0, u), square u²"),
    student: outputWeights.describe("the student's output weights, one for each of its units"),
    teacher: outputWeights.describe("the teacher's output weights, one for each of its units"),
    noiseStd,
    clip,
  })
  .describe(
    "a committee machine taught by another, ½(Σ vφ(x) − Σ Aφ(y) − noise)²",
  ) satisfies z.ZodType<CommitteeData>;

const formula = z.string().min(1);

export const lossExpressionSchema = z
  .strictObject({
    kind: z.literal("expression"),
    loss: formula.describe(
      "a formula in x, y and noise, as 0.5*(x - y - noise)^2; several outputs are x1, x2, …, several teachers y1, y2, …",
    ),
    direction: z
      .union([formula, z.array(formula).min(1)])
      .optional()
      .describe(
        "the update direction, one formula for each output; default: the derivative of the loss by x",
      ),
    noiseStd,
    clip,
  })
  .describe("a loss of your own") satisfies z.ZodType<LossExpressionData>;

export const modelSchema = z.discriminatedUnion("kind", [
  leastSquaresSchema,
  logisticSchema,
  phaseRetrievalSchema,
  huberSchema,
  absoluteErrorSchema,
  multiclassLogisticSchema,
  committeeSchema,
  lossExpressionSchema,
]);
