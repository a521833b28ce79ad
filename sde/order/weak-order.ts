/**
 * The weak order of a scheme on a problem, measured:
 *
 *     b_h = E φ(X_T^h) − E φ(X_T) ≈ C h^p
 *
 * b_h is the mean of φ(X_T^h) − φ(X_T) over paths that both take, whose deviation is smaller than φ's own by as much as
 * the scheme follows paths (Kloeden & Platen 1992, §9.4; common random numbers). It falls as h^γ at best, γ the strong
 * order, and the bias as h^p, so that sooner or later noise hides the bias: levels whose bias is not well above its
 * standard error are not fitted, and where fewer than three are left no order is claimed. Where φ(X_T) is taken from
 * finer steps, which share a wrong limit, but E φ(X_T) is known, the two are held against each other besides.
 */
import { InputError } from "../../estimators/index.js";
import { requireKeys } from "../../estimators/input/index.js";
import type { NamedProblem } from "../catalogue/index.js";
import { type AsyncOptions, asyncKeys } from "../ensemble.js";
import type { Progress } from "../march.js";
import { createPace } from "../pace.js";
import type { SdeProblem } from "../problem.js";
import type { Scheme } from "../schemes/scheme.js";
import { drain } from "../solve.js";
import { chooseFunctional, type FunctionalChoice } from "./functional.js";
import {
  checkedSample,
  checkedSetting,
  orderDefaults,
  type PathOptions,
  pathKeys,
  requireLevels,
} from "./setting.js";
import { chooseTruth, type TruthOptions } from "./truth.js";
import { sumBiases } from "./weak-biases.js";
import { conclude, type WeakOrder } from "./weak-result.js";

export interface WeakOrderOptions extends PathOptions, TruthOptions {
  /** φ: "square" for |x|² (the default), the index of a coordinate, or a function of the state. */
  readonly of?: FunctionalChoice;
  /** E φ(X_T), where you know it; the catalogue knows many of |x|² and of coordinates. */
  readonly mean?: number;
}

const weakKeys: readonly string[] = [...pathKeys, "reference", "of", "mean"];

/**
 * Measures the weak order of convergence of a scheme: biases of a mean at several steps on the same paths.
 *
 * @param problem from `defineSde` or the `catalogue`.
 * @param scheme one that fits it.
 * @param options those of `strongOrder` (levels by default [2, 7], paths 10,000), `of`, the functional φ, and its `mean`.
 * @returns biases with standard errors, the order with its interval, and the declared order; `undecided` with a reason
 *   that tells how many paths it would take where noise hides the bias.
 * @throws InputError when the options or the scheme do not fit the problem.
 * @see Kloeden & Platen (1992), §9.4 and §9.7
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, weakOrder } from "homogenized-sgd/sde";
 * const gbm = namedProblem("geometric-brownian-motion");
 * const { verdict, declared, interval } = weakOrder(gbm, eulerMaruyama, { seed: 1, levels: [2, 6] });
 * verdict; // => "as declared"
 * declared; // => 1
 * interval[0] < 1 && 1 < interval[1]; // => true
 * ```
 */
export function weakOrder(
  problem: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: WeakOrderOptions,
): WeakOrder {
  requireKeys("weakOrder", options, weakKeys);
  return drain(weakOrderSlices(problem, scheme, options));
}

/**
 * The same without holding the event loop: it pauses now and then, tells its progress and can be ended.
 *
 * @param problem from `defineSde` or the `catalogue`.
 * @param scheme one that fits it.
 * @param options those of `weakOrder`, with `signal` and `onProgress`.
 * @returns a promise of what `weakOrder` returns, bit for bit; rejected with the signal's reason, or an InputError as there.
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, weakOrderAsync } from "homogenized-sgd/sde";
 * const options = { levels: [0, 2], paths: 100, seed: 1 };
 * const { levels } = await weakOrderAsync(namedProblem("tangent"), eulerMaruyama, options);
 * levels.map(({ step }) => step); // => [1, 0.5, 0.25]
 * ```
 */
export async function weakOrderAsync(
  problem: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: WeakOrderOptions & AsyncOptions,
): Promise<WeakOrder> {
  requireKeys("weakOrderAsync", options, [...weakKeys, ...asyncKeys]);
  return createPace(options.signal)(weakOrderSlices(problem, scheme, options), options.onProgress);
}

function* weakOrderSlices(
  problem: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: WeakOrderOptions,
): Generator<Progress, WeakOrder> {
  const setting = checkedSetting(problem, scheme, options);
  const declared = scheme.weakOrder(setting.problem.noise);
  if (declared === null)
    throw new InputError(
      `${scheme.name} has no weak order for ${setting.problem.noise.kind} noise; measure it with strongOrder`,
    );
  const { levels = orderDefaults.weak.levels, of = "square", mean } = options;
  const phi = chooseFunctional(setting, of, mean);
  const truth = chooseTruth(setting, scheme, options);
  requireLevels(levels, truth.finer);
  const sample = checkedSample(setting, options, "weak");
  const sums = yield* sumBiases({ setting, scheme, truth, levels, ...sample }, phi);
  const { confidence } = setting;
  return conclude(sums, { truth, declared, confidence, paths: sample.paths, levels, mean: phi.mean });
}
