/** γ(t) = rate. */
import { atLeastZero } from "./checks.js";
import { ofTime, type Schedule } from "./schedule.js";

export interface ConstantData {
  readonly kind: "constant";
  /** γ ≥ 0, before the 1/d. */
  readonly rate: number;
}

/**
 * A constant learning rate, as data.
 *
 * @param rate γ ≥ 0, before the 1/d
 * @throws InputError where the rate is negative or not a finite number
 * @example
 * ```ts
 * import { constant } from "homogenized-sgd";
 * constant(0.7); // => {"kind":"constant","rate":0.7}
 * ```
 */
export function constant(rate: number): ConstantData {
  const data: ConstantData = { kind: "constant", rate };
  checkConstant(data);
  return data;
}

export function checkConstant(data: ConstantData): void {
  atLeastZero("The constant schedule's rate", data.rate);
}

export function prepareConstant({ rate }: ConstantData): Schedule {
  return ofTime("constant", () => rate);
}
