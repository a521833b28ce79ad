/** Defaults that depend on other keys. What comes out is plain data, enough to repeat the result bit for bit. */
import { defaultMethods, type Method } from "../dynamics/index.js";
import { resolveModel } from "../models/index.js";
import { isDataModel, resolveDataModel, withNorm } from "../problem/index.js";
import { resolveSchedule, type ScheduleData } from "../schedules/index.js";
import { withNodes } from "../spectrum/index.js";
import type { CheckedExperiment } from "./schema.js";

type CheckedProblem = CheckedExperiment["problem"];
type CheckedSave = CheckedExperiment["save"];

/** A resolved experiment: nothing left to a default. */
export interface Experiment
  extends Omit<CheckedExperiment, "$schema" | "name" | "schedule" | "methods" | "save"> {
  readonly name: string;
  readonly schedule: ScheduleData;
  readonly methods: readonly Method[];
  readonly save: ResolvedSave;
}

/** The times listed, or points and spacing (with `from` where that is log). */
export type ResolvedSave = Pick<CheckedSave, "points" | "spacing" | "from" | "times"> &
  Required<Pick<CheckedSave, "statistics">>;

export function resolve(checked: CheckedExperiment, name: string): Experiment {
  const { problem, schedule, horizon, methods = defaultMethods(problem), ensemble, save, hsgd } = checked;
  return {
    name,
    problem: resolveProblem(problem),
    schedule: resolveSchedule(schedule, horizon),
    horizon,
    methods,
    ensemble,
    save: resolveSave(save, horizon),
    hsgd,
  };
}

function resolveProblem({
  dimension,
  covariance,
  model,
  target,
  initial,
  overlaps,
  ridge,
}: CheckedProblem): CheckedProblem {
  const ofData = covariance.kind === "data";
  return {
    ...(dimension !== undefined && { dimension }),
    covariance: dimension === "infinity" ? withNodes(covariance) : covariance,
    model: ofData && isDataModel(model) ? resolveDataModel(model) : resolveModel(model),
    ...(overlaps !== undefined
      ? { overlaps }
      : {
          ...(!ofData && {
            target: withNorm<NonNullable<CheckedProblem["target"]>>(target ?? { kind: "gaussian" }),
          }),
          initial: withNorm<NonNullable<CheckedProblem["initial"]>>(initial ?? { kind: "zero" }),
        }),
    ridge,
  };
}

function resolveSave(
  { points = 101, spacing = "linear", from, times, statistics }: CheckedSave,
  horizon: number,
): ResolvedSave {
  if (times !== undefined) return { times, statistics };
  if (spacing === "linear") return { points, spacing, statistics };
  return { points, spacing, from: from ?? Math.min(0.01, horizon / 1000), statistics };
}
