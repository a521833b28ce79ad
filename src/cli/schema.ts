/** What the command prints and writes: the forms that are its own, and the JSON Schema of each there is. */
import { z } from "zod";
import { resultSchema } from "../comparison/schema.js";
import { methods } from "../dynamics/index.js";
import { jsonSchema } from "../experiment/index.js";
import { experimentSchema } from "../experiment/schema.js";
import { figureSchema, orderSchema } from "../report/schema.js";
import { predictionSchema } from "../theory/schema.js";
import type { Plan } from "./plan.js";

const count = z.int().min(0);
const seconds = z.number().min(0);

const version = z.literal(1).describe("of this form");

const { name, problem, schedule, horizon, ensemble } = experimentSchema.shape;

export const predictSchema = z.strictObject({
  format: z.literal("homogenized-sgd/predict").describe("what this is"),
  version,
  experiment: z
    .strictObject({
      name: name.unwrap().describe("the experiment's name"),
      problem,
      schedule,
      horizon,
      ensemble: ensemble.unwrap().pick({ seed: true }).describe("what target and start are drawn from"),
    })
    .describe("what a prediction depends on, every default filled in"),
  ...predictionSchema.shape,
});

const methodPlan = z.strictObject({
  method: z.enum(methods).describe("its name"),
  runs: count.describe("of this method"),
  steps: count.nullable().describe("of one run; null where they are not known before it is run"),
  coordinateSteps: count.nullable().describe("numbers updated in all runs together"),
  seconds: seconds.describe("estimated, for all runs"),
});

const plan = z.strictObject({
  dimension: z.union([count, z.literal("infinity")]).describe("d"),
  atoms: count.describe("distinct eigenvalues, or at infinite dimension the atoms that stand for them"),
  nodes: count.nullable().describe("of the quadrature by which a density is integrated"),
  methods: z.array(methodPlan).describe("what each takes"),
  hsgdStep: z.number().positive().nullable().describe("step of homogenized SGD, in t"),
  seconds: seconds.describe("estimated, in all"),
  memory: z.number().min(0).describe("estimated, in bytes"),
}) satisfies z.ZodType<Plan>;

export const dryRunSchema = z.strictObject({
  format: z.literal("homogenized-sgd/dry-run").describe("what this is"),
  version,
  name: z.string().describe("the experiment's name"),
  folder: z.string().describe("where the result would be written"),
  ...plan.shape,
});

function published(form: string, schema: z.ZodType, description: string): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return {
    $schema,
    $id: `urn:homogenized-sgd:${form}:1`,
    title: `homogenized-sgd ${form}`,
    description,
    ...rest,
  };
}

/** The JSON Schemas (draft 2020-12) of the experiment file and of all JSON that is printed or written, by name. */
export const jsonSchemas: Readonly<Record<string, () => Record<string, unknown>>> = {
  experiment: jsonSchema,
  result: () =>
    published(
      "result",
      resultSchema,
      "What `hsgd run` writes and prints: curves of every method, and their agreement.",
    ),
  order: () =>
    published(
      "order",
      orderSchema,
      "What `hsgd order` writes and prints: the orders of a scheme, with intervals.",
    ),
  predict: () =>
    published("predict", predictSchema, "What `hsgd predict --json` prints: predictions, nothing simulated."),
  figure: () =>
    published(
      "figure",
      figureSchema,
      "What `hsgd figure` writes and prints: curves, and what was measured of them.",
    ),
  "dry-run": () =>
    published(
      "dry-run",
      dryRunSchema,
      "What `hsgd run --dry-run --json` prints: what would be done, and how long it takes.",
    ),
};
