/**
 * Huber regression (THEORY §13), one output, label noise ε ~ N(0, σ²), r = x − y − ε:
 *
 *   f = r²/2 where |r| ≤ κ, κ|r| − κ²/2 beyond        g = r clipped to [−κ, κ]
 *   h = ½S²P + κSφ(u) − κ²(1 − Φ(u))                  G = [P; −P]
 *   I = S²P − 2κSφ(u) + 2κ²(1 − Φ(u))
 *
 * | symbol | here        | meaning                                              |
 * |--------|-------------|------------------------------------------------------|
 * | κ      | `threshold` | where the loss turns from square to straight         |
 * | σ      | `noiseStd`  | standard deviation of the label noise                |
 * | S²     |             | variance a − 2b + c + σ² of the residual             |
 * | u, P   |             | κ/S, 2Φ(u) − 1; at S = 0 P is 1                      |
 *
 * The best risk is h at S = σ.
 */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { type Clippable, clipModel, clipOf } from "./clip.js";
import {
  clippedResidualForms,
  clippedSecondMoment,
  clippedSlope,
  huberExcess,
  huberRisk,
} from "./huber-moments.js";
import type { Model } from "./model.js";
import { type ResidualForms, residualModel } from "./residual.js";

export interface HuberData extends Clippable {
  readonly kind: "huber";
  /** κ > 0, the residual up to which the loss is a square. */
  readonly threshold: number;
  /** σ ≥ 0, standard deviation of the label noise; 0 when left out. */
  readonly noiseStd?: number | undefined;
}

export const huberKeys = keysOf<Omit<HuberData, "kind">>({ threshold: true, noiseStd: true, clip: true });

/**
 * Huber regression as data.
 *
 * @param options `threshold` κ > 0, the residual up to which the loss is a square; `noiseStd` the standard deviation σ of
 * the label noise (default 0); `clip` the largest |g| (default: none)
 * @throws InputError where an option is out of range
 * @example
 * ```ts
 * import { huber } from "homogenized-sgd";
 * huber({ threshold: 1, noiseStd: 0.5 }); // => {"kind":"huber","threshold":1,"noiseStd":0.5}
 * ```
 */
export function huber(options: Omit<HuberData, "kind">): HuberData {
  requireKeys("huber", options, huberKeys);
  const data: HuberData = { kind: "huber", ...options };
  resolveHuber(data);
  return data;
}

/** The same data with its default filled in; throws InputError where a value is out of range. */
export function resolveHuber(data: HuberData): {
  kind: "huber";
  threshold: number;
  noiseStd: number;
  clip?: number;
} {
  const { threshold, noiseStd = 0 } = data;
  if (!(Number.isFinite(threshold) && threshold > 0)) {
    throw new InputError(
      `huber got threshold = ${show(threshold)}, but a threshold is a finite number above 0; give one, or use least-squares for none.`,
    );
  }
  if (!(Number.isFinite(noiseStd) && noiseStd >= 0)) {
    throw new InputError(
      `huber got noiseStd = ${show(noiseStd)}, but a standard deviation is a finite number, 0 or more; use 0 for labels without noise.`,
    );
  }
  return { kind: "huber", threshold, noiseStd, ...clipOf("huber", data) };
}

/** The Huber model of THEORY §2: f, g, h, G and I. */
export function huberModel(data: HuberData): Model {
  const { threshold, noiseStd, clip } = resolveHuber(data);
  const model = residualModel("huber", noiseStd, huberForms(threshold));
  if (clip === undefined) return model;
  return clipModel(model, clip, clippedResidualForms(Math.min(clip, threshold), noiseStd));
}

function huberForms(kappa: number): ResidualForms {
  return {
    loss(r) {
      const size = Math.abs(r);
      return size > kappa ? kappa * (size - 0.5 * kappa) : 0.5 * r * r;
    },
    direction: (r) => Math.max(-kappa, Math.min(kappa, r)),
    risk: (S) => huberRisk(kappa, S),
    excessRisk: (D, sigma) => huberExcess(kappa, D, sigma),
    slope: (S) => clippedSlope(kappa, S),
    secondMoment: (S) => clippedSecondMoment(kappa, S),
  };
}
