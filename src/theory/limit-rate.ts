/**
 * What becomes of the learning rate as t → ∞, by kind of schedule (THEORY §6; HL). On least squares:
 *
 * | schedule      | where no risk is left                       | where noise or a ridge leaves some |
 * |---------------|---------------------------------------------|------------------------------------|
 * | adagrad-norm  | η/b_∞ (adagrad-limit.ts)                    | 0, like t^(−½)                     |
 * | rmsprop-norm  | min(η/b, 2/τ_δ)                             | γ² (b² + 2τR_∞(γ)) = η²            |
 * | polyak        | factor/τ, throughout                        | 0                                  |
 * | line-search   | line-search-limit.ts                        | 0                                  |
 *
 * RMSprop-Norm rests where its mean of squared gradients is that of the floor R_∞(γ) = F(∞)/(1 − γτ_δ/2); a lower rate
 * lowers the floor, and the answer of the risk to the rate never lags by more than a quarter of a turn, so that this rest is
 * stable. Polyak's distance and line search's risk fall as long as there is an excess (factor < 2), and their rates are
 * proportional to it.
 */
import type { ScheduleData, ScheduleInput } from "../schedules/index.js";
import { adagradFactor, adagradLimit } from "./adagrad-limit.js";
import { lineSearchLimit } from "./line-search-limit.js";
import type { QuadraticProblem } from "./quadratic-problem.js";
import { increasingRoot } from "./root.js";

export type LimitRate =
  /** The rate is constant from some time on, or comes to its limit as the risk to 0. */
  | { readonly kind: "settles"; readonly rate: number }
  /** Rate and risk come to rest together. */
  | { readonly kind: "rests"; readonly rate: number; readonly risk: number }
  /** The rate goes to 0; `flows`: its integral does not end, so that gradient flow comes to its end. */
  | { readonly kind: "vanishes"; readonly flows: boolean; readonly reason?: string }
  | { readonly kind: "unknown"; readonly reason: string };

const unknown = (reason: string): LimitRate => ({ kind: "unknown", reason });
const settles = (rate: number): LimitRate => ({ kind: "settles", rate });

export function limitRate(schedule: ScheduleInput, quadratic: QuadraticProblem | undefined): LimitRate {
  if (typeof schedule === "function") return unknown("a function does not tell its limit");
  switch (schedule.kind) {
    case "constant":
      return settles(schedule.rate);
    case "piecewise":
      return settles(schedule.rates[schedule.rates.length - 1]);
    case "cosine":
      return settles(schedule.final ?? 0);
    case "polynomial": {
      const { rate, power } = schedule;
      if (power === 0 || rate === 0) return settles(rate);
      if (power < 0) return unknown("the rate grows without bound");
      return { kind: "vanishes", flows: power <= 1 };
    }
    case "expression":
      return unknown("a formula does not tell its limit");
    default:
      return quadratic === undefined
        ? unknown("the limit of an adaptive rate is known for least squares without clip only")
        : adaptiveLimit(schedule, quadratic);
  }
}

type AdaptiveData = Extract<
  ScheduleData,
  { readonly kind: "adagrad-norm" | "rmsprop-norm" | "dog" | "line-search" | "polyak" }
>;

function adaptiveLimit(schedule: AdaptiveData, quadratic: QuadraticProblem): LimitRate {
  const { spectrum, flowLimit, noiseless, distance, ridge, feedback, discrete } = quadratic;
  const trace = spectrum.traceOverDimension;
  if (!(trace > 0)) return unknown("the covariance is zero");
  switch (schedule.kind) {
    case "adagrad-norm": {
      if (!noiseless) {
        const factor = adagradFactor(schedule.eta, trace, flowLimit);
        const reason = `it falls like ${Number(factor.toPrecision(6))}·t^(−1/2), for a risk of ${Number(flowLimit.toPrecision(6))} is left`;
        return { kind: "vanishes", flows: true, reason };
      }
      if (ridge > 0) return unknown("with a ridge and no risk left there is no closed form");
      if (distance === Number.POSITIVE_INFINITY)
        return { kind: "vanishes", flows: true, reason: "‖X_0 − X*‖² is infinite; see exponents" };
      return settles(adagradLimit(schedule, trace, distance));
    }
    case "rmsprop-norm": {
      const { eta, b } = schedule;
      const edge = 2 / feedback;
      if (noiseless && eta / b < edge) return settles(eta / b);
      const rate = noiseless
        ? edge
        : increasingRoot(
            (gamma) => gamma * gamma * (b * b + (2 * trace * flowLimit) / (1 - gamma / edge)) - eta * eta,
            0,
            edge,
          );
      return { kind: "rests", rate, risk: ((eta / rate) * (eta / rate) - b * b) / (2 * trace) };
    }
    case "dog":
      return unknown("the limit of distance over gradients has no closed form");
    case "polyak": {
      const { factor = 1 } = schedule;
      if (!(distance > 0)) return unknown("the start is at the optimum");
      if (noiseless) return settles(factor / trace);
      if (!(factor < 2)) return unknown("with noise and a factor of 2 or more the distance does not fall");
      return distance === Number.POSITIVE_INFINITY
        ? unknown("‖X_0 − X*‖² is infinite, and there is noise")
        : { kind: "vanishes", flows: true };
    }
    case "line-search": {
      const { factor = 1 } = schedule;
      if (!(distance > 0)) return unknown("the start is at the optimum");
      if (!discrete) return unknown("the slowest eigenvalue decides, and a density has no slowest atom");
      if (!(factor < 2)) return unknown("with a factor of 2 or more the risk does not fall");
      return noiseless ? settles(lineSearchLimit(spectrum, factor)) : { kind: "vanishes", flows: true };
    }
  }
}
