/**
 * The resolved experiment: every default filled in, in the keys of the experiment file, enough to reproduce the
 * result bit for bit. What only the library can hold (functions, matrices) is named, not held.
 */
import { type Problem, resolveProblem } from "../problem/index.js";
import { resolveSchedule } from "../schedules/index.js";
import type { CompareOptions } from "./options.js";

export function describeExperiment(problem: Problem, options: CompareOptions): Record<string, unknown> {
  const { schedule, horizon, methods, runs, seed = 1, divergence = 1e4, save = {}, hsgd = {} } = options;
  const { points = 101, spacing = "linear", statistics = [], times } = save;
  return {
    name: options.name ?? "comparison",
    problem: resolveProblem(problem),
    schedule: typeof schedule === "function" ? { kind: "function" } : resolveSchedule(schedule, horizon),
    horizon,
    methods,
    ensemble: { runs, seed, divergence, normal: "ziggurat" },
    save: {
      ...(times
        ? { times: Array.from(times) }
        : {
            points,
            spacing,
            ...(spacing === "log" && { from: save.from ?? Math.min(0.01, horizon / 1000) }),
          }),
      statistics: statistics.map((request) =>
        typeof request === "object" && typeof request.quadratic === "function"
          ? { name: request.name, quadratic: "function" }
          : request,
      ),
    },
    hsgd: { step: hsgd.step ?? "auto", scheme: hsgd.scheme ?? "euler-maruyama" },
  };
}
