/** Every schedule the package knows, in one list: what it is called, what it accepts, how it is prepared. */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import {
  type AdagradNormData,
  adagradNormKeys,
  checkAdagradNorm,
  prepareAdagradNorm,
} from "./adagrad-norm.js";
import { type ConstantData, checkConstant, prepareConstant } from "./constant.js";
import { type CosineData, checkCosine, cosineKeys, prepareCosine } from "./cosine.js";
import { checkDog, type DogData, dogKeys, prepareDog } from "./dog.js";
import { checkExpression, type ExpressionData, prepareExpression } from "./expression.js";
import { prepareFunction, type RateFunction } from "./function.js";
import { checkLineSearch, type LineSearchData, prepareLineSearch } from "./line-search.js";
import { checkPiecewise, type PiecewiseData, piecewiseKeys, preparePiecewise } from "./piecewise.js";
import { checkPolyak, type PolyakData, preparePolyak } from "./polyak.js";
import { checkPolynomial, type PolynomialData, polynomialKeys, preparePolynomial } from "./polynomial.js";
import {
  checkRmspropNorm,
  prepareRmspropNorm,
  type RmspropNormData,
  rmspropNormKeys,
} from "./rmsprop-norm.js";
import type { Schedule } from "./schedule.js";

/** The plain data of the experiment file's `schedule`. */
export type ScheduleData =
  | ConstantData
  | PolynomialData
  | PiecewiseData
  | CosineData
  | ExpressionData
  | AdagradNormData
  | RmspropNormData
  | DogData
  | LineSearchData
  | PolyakData;

/** A schedule as the library takes it: the file's data, or any function of t, or of t and the observables. */
export type ScheduleInput = ScheduleData | RateFunction;

interface ScheduleFamily<Data extends ScheduleData> {
  readonly keys: readonly string[];
  /** Throws InputError where the data alone shows a mistake. */
  check(data: Data): void;
  prepare(data: Data, horizon: number): Schedule;
}

const families: {
  readonly [Kind in ScheduleData["kind"]]: ScheduleFamily<Extract<ScheduleData, { kind: Kind }>>;
} = {
  constant: { keys: ["rate"], check: checkConstant, prepare: prepareConstant },
  polynomial: { keys: polynomialKeys, check: checkPolynomial, prepare: preparePolynomial },
  piecewise: { keys: piecewiseKeys, check: checkPiecewise, prepare: preparePiecewise },
  cosine: { keys: cosineKeys, check: checkCosine, prepare: prepareCosine },
  expression: { keys: ["value"], check: checkExpression, prepare: prepareExpression },
  "adagrad-norm": { keys: adagradNormKeys, check: checkAdagradNorm, prepare: prepareAdagradNorm },
  "rmsprop-norm": { keys: rmspropNormKeys, check: checkRmspropNorm, prepare: prepareRmspropNorm },
  dog: { keys: dogKeys, check: checkDog, prepare: prepareDog },
  "line-search": { keys: ["factor"], check: checkLineSearch, prepare: prepareLineSearch },
  polyak: { keys: ["factor"], check: checkPolyak, prepare: preparePolyak },
};

/** The kinds a schedule may have. */
export const scheduleKinds = Object.keys(families) as ScheduleData["kind"][];

/**
 * A schedule ready to be asked for γ(t).
 *
 * @param input the plain data of a schedule, or any function of t
 * @param horizon the run's last time; the cosine schedule's default period
 * @throws InputError where the kind is unknown or its data out of range
 * @example
 * ```ts
 * import { cosine, prepareSchedule } from "homogenized-sgd";
 * prepareSchedule(cosine({ rate: 0.7 }), 5).rate(2.5); // => 0.35
 * prepareSchedule((t) => 0.7 / (1 + t), 5).rate(1); // => 0.35
 * ```
 */
export function prepareSchedule(input: ScheduleInput, horizon: number): Schedule {
  if (typeof input === "function") return prepareFunction(input);
  if (typeof input !== "object" || input === null || !scheduleKinds.includes(input.kind)) {
    if (input === undefined)
      throw new InputError(
        "schedule is missing; give a learning rate, such as constant(0.7) or a function of t.",
      );
    throw new InputError(
      `The schedule is of kind ${show((input as ScheduleData | null)?.kind ?? input)}, but the kinds known are ${scheduleKinds.join(", ")}; set schedule.kind to one of them or hand over a function of t.`,
    );
  }
  const family = families[input.kind] as unknown as ScheduleFamily<ScheduleData>;
  requireKeys(`schedule of kind ${input.kind}`, input, ["kind", ...family.keys], "schedule");
  family.check(input);
  return family.prepare(input, horizon);
}

/** The same schedule with every default filled in, for a result that says how to repeat it. */
export function resolveSchedule(data: ScheduleData, horizon: number): ScheduleData {
  if (data.kind === "line-search" || data.kind === "polyak") return { ...data, factor: data.factor ?? 1 };
  if (data.kind !== "cosine") return data;
  return { ...data, final: data.final ?? 0, period: data.period ?? horizon };
}
