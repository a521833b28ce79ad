/** γ(t) = rate · (1 + t/timescale)^(−power). */
import { keysOf, requireKeys } from "../../estimators/input/index.js";
import { pow } from "../../sde/kernels/index.js";
import { aboveZero, atLeastZero, finite } from "./checks.js";
import { ofTime, type Schedule } from "./schedule.js";

export interface PolynomialData {
  readonly kind: "polynomial";
  /** γ(0) ≥ 0, before the 1/d. */
  readonly rate: number;
  /** Exponent of the decay; a negative one lets the rate grow. */
  readonly power: number;
  /** Time after which the decay sets in, above 0. */
  readonly timescale: number;
}

/**
 * A learning rate that decays like a power of time, as data: rate·(1 + t/timescale)^(−power).
 *
 * @throws InputError where `rate` is negative, `timescale` not above 0, or one of the three not a finite number
 * @example
 * ```ts
 * import { polynomial, prepareSchedule } from "homogenized-sgd";
 * const schedule = prepareSchedule(polynomial({ rate: 1, power: 0.5, timescale: 2 }), 10);
 * schedule.rate(6); // => 0.5
 * ```
 */
export function polynomial(options: Omit<PolynomialData, "kind">): PolynomialData {
  requireKeys("polynomial", options, polynomialKeys);
  const data: PolynomialData = { kind: "polynomial", ...options };
  checkPolynomial(data);
  return data;
}

export const polynomialKeys = keysOf<Omit<PolynomialData, "kind">>({
  rate: true,
  power: true,
  timescale: true,
});

export function checkPolynomial(data: PolynomialData): void {
  atLeastZero("The polynomial schedule's rate", data.rate);
  finite("The polynomial schedule's power", data.power);
  aboveZero("The polynomial schedule's timescale", data.timescale);
}

export function preparePolynomial({ rate, power, timescale }: PolynomialData): Schedule {
  return ofTime("polynomial", (t) => rate * pow(1 + t / timescale, -power));
}
