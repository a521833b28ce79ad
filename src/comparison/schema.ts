/** result.json, and the partial.json of a run that was interrupted: the form of result.ts, to be checked. */
import { z } from "zod";
import { deterministicMethods, methods } from "../dynamics/index.js";
import type { Agreement, ResultJson } from "./result.js";

/** What is not finite is null. */
const num = z.number().nullable();
const series = z.array(num);
const count = z.int().min(0);

const quantiles = z.strictObject({ "0.1": series, "0.5": series, "0.9": series });

const ensembleSeries = z.strictObject({
  mean: series.describe("over the runs alive at each time"),
  standardDeviation: series.describe("divides by n − 1; null for one run alive"),
  quantiles: quantiles.describe("of all runs, a diverged one being +∞"),
});

/** Every method saves these; what an experiment saves beside them goes by its own name. */
const everywhere = <Curve extends z.ZodType>(curve: Curve) => ({
  risk: curve.describe("R(X), without the ridge's term"),
  excessRisk: curve.describe("risk minus the best there is; null where that is unknown"),
  distance: curve.describe("‖X − X*‖²; null where no teacher matches"),
  learningRate: curve.describe("γ, before the 1/d"),
  norm: curve.describe("‖X‖²"),
});

const deterministicCurves = z
  .object({
    outcome: z.enum(["finished", "diverged"]).describe("diverged: nulls from divergedAt on"),
    divergedAt: z.exactOptional(z.number()).describe("time t = k/d"),
    ...everywhere(series),
  })
  .catchall(series);

const ensembleCurves = z
  .object({
    runs: count.describe("runs that are done"),
    diverged: count.describe("how many of them diverged"),
    divergenceTimes: z
      .array(z.strictObject({ run: count.describe("from 0"), time: z.number().describe("t = k/d") }))
      .describe("of those that diverged"),
    alive: z.array(count).describe("runs not yet diverged, by time"),
    ...everywhere(ensembleSeries),
  })
  .catchall(ensembleSeries);

const curves = z.strictObject(
  Object.fromEntries(
    methods.map((method) => [
      method,
      z
        .exactOptional(
          deterministicMethods.some((name) => name === method) ? deterministicCurves : ensembleCurves,
        )
        .describe(`where ${method} is among the methods`),
    ]),
  ),
);

const between = z.tuple([z.string(), z.string()]).describe("a method and its reference, or two ensembles");
const statistic = z.string().describe("risk, distance, norm or learningRate");

const meanDifference = z
  .strictObject({
    max: num.describe("first minus second, where that is largest in magnitude"),
    time: num.describe("where that is"),
    standardError: num.describe("of the difference there"),
  })
  .describe("between means");

const runDistances = z
  .strictObject({
    median: num.describe("over runs"),
    relative: num.describe("the median over sup_t |reference|"),
    quantiles: z.strictObject({ "0.1": num, "0.9": num }).describe("over runs"),
  })
  .describe("sup_t |run − reference|");

const curveDistance = z
  .strictObject({ value: num.describe("the distance"), relative: num.describe("over sup_t |reference|") })
  .describe("sup_t |curve − reference|");

const agreement = z.union([
  z.strictObject({ between, statistic, supDistance: curveDistance }),
  z.strictObject({ between, statistic, supDistance: runDistances, meanDifference }),
  z.strictObject({
    between,
    statistic,
    meanDifference,
    standardDeviationRatio: series.describe("first over second, by time; null at 0/0"),
  }),
]) satisfies z.ZodType<Agreement>;

/** What only the library can hold, functions and matrices, is named: so not held to the experiment file's schema. */
const experiment = z.strictObject({
  name: z.string().describe("what the output folder is named after"),
  problem: z.looseObject({}).describe("as in the experiment file"),
  schedule: z.looseObject({ kind: z.string().describe("its kind") }).describe("as in the experiment file"),
  horizon: z.number().describe("last time, in t = k/d"),
  methods: z.array(z.enum(methods)).describe("which dynamics are compared"),
  ensemble: z.looseObject({}).describe("as in the experiment file"),
  save: z.looseObject({}).describe("as in the experiment file"),
  hsgd: z.looseObject({}).describe("as in the experiment file"),
});

export const resultSchema = z.strictObject({
  format: z.literal("homogenized-sgd/result").describe("what this is"),
  version: z.literal(1).describe("of this form"),
  interrupted: z
    .exactOptional(
      z.strictObject({
        runs: count.describe("asked of each ensemble"),
        runsDone: z.record(z.string(), count).describe("by method: the first so many"),
      }),
    )
    .describe("only in a partial.json, whose curves and agreement are those of the runs that were done"),
  experiment: experiment.describe("every default filled in, enough to reproduce the result bit for bit"),
  times: z.array(z.number()).describe("t = k/d at which all curves are given"),
  curves: curves.describe("by method; what is not finite is null"),
  agreement: z.array(agreement).describe("how far the dynamics stand from one another"),
  diagnostics: z.record(z.string(), num).describe("numbers by name"),
  warnings: z
    .array(
      z.strictObject({
        code: z.string().describe("to test for"),
        message: z.string().describe("a sentence, to read"),
      }),
    )
    .describe("what must be known beside the numbers"),
}) satisfies z.ZodType<ResultJson>;
