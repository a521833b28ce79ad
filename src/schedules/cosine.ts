/** γ(t) = final + (rate − final)(1 + cos(πt/period))/2 for t < period, then final. */
import { keysOf, requireKeys } from "../../estimators/input/index.js";
import { cos } from "../../sde/kernels/index.js";
import { aboveZero, atLeastZero } from "./checks.js";
import { ofTime, type Schedule } from "./schedule.js";

export interface CosineData {
  readonly kind: "cosine";
  /** γ(0) ≥ 0, before the 1/d. */
  readonly rate: number;
  /** γ from `period` on; 0 when left out. */
  readonly final?: number | undefined;
  /** Time at which `final` is reached, above 0; the horizon when left out. */
  readonly period?: number | undefined;
}

/**
 * A learning rate annealed along half a cosine, as data.
 *
 * @param options `rate` at t = 0; `final` rate (default 0), reached at `period` (default: the horizon)
 * @throws InputError where a rate is negative, `period` not above 0, or one of them not a finite number
 * @example
 * ```ts
 * import { cosine, prepareSchedule } from "homogenized-sgd";
 * const schedule = prepareSchedule(cosine({ rate: 1, final: 0.2 }), 10);
 * schedule.rate(5); // => 0.6
 * schedule.rate(12); // => 0.2
 * ```
 */
export function cosine(options: Omit<CosineData, "kind">): CosineData {
  requireKeys("cosine", options, cosineKeys);
  const data: CosineData = { kind: "cosine", ...options };
  checkCosine(data);
  return data;
}

export const cosineKeys = keysOf<Omit<CosineData, "kind">>({ rate: true, final: true, period: true });

export function checkCosine({ rate, final = 0, period = 1 }: CosineData): void {
  atLeastZero("The cosine schedule's rate", rate);
  atLeastZero("The cosine schedule's final rate", final);
  aboveZero("The cosine schedule's period", period);
}

export function prepareCosine({ rate, final = 0, period }: CosineData, horizon: number): Schedule {
  const end = period ?? horizon;
  return ofTime(
    "cosine",
    (t) => (t < end ? final + (rate - final) * 0.5 * (1 + cos((Math.PI * t) / end)) : final),
    [end],
  );
}
