/**
 * The mean of y by regression on controls c whose means μ are known, with p of them and n samples:
 *
 *     β = S_cc⁻¹ s_cy,      ȳ − βᵀ(c̄ − μ),      s² = (s_yy − βᵀ s_cy)(n − 1)/(n − 1 − p)
 *     error² = s² (1/n + dᵀ S_cc⁻¹ d/(n − 1)),      d = c̄ − μ
 *
 * S, s → `covariance` (sample covariances, over n − 1), n → `count`. β is estimated from the same samples: that biases
 * the mean by O(1/n) unless y is linear in c plus an independent rest, and the error, that of a regression line at μ,
 * allows for it. Sources: Lavenberg & Welch, Management Science 27 (1981); Glasserman, Monte Carlo Methods in Financial
 * Engineering (2004), §4.1.
 */
import { requireSeries, requireWhole } from "./checks.js";
import { keysOf, requireKeys, show } from "./input/index.js";
import { InputError } from "./input-error.js";

export interface SampleMoments {
  readonly count: number;
  /** One mean per variable. */
  readonly mean: ArrayLike<number>;
  /** Over n − 1, row by row. */
  readonly covariance: ArrayLike<number>;
}

export interface Control {
  /** Which of the variables it is. */
  readonly index: number;
  /** Its known mean. */
  readonly mean: number;
}

export interface ControlledMean {
  readonly mean: number;
  readonly standardError: number;
  /** One coefficient per control; 0 for one that does not vary, or is a combination of those before it. */
  readonly beta: Float64Array;
  /** s²: the variance that is left, per sample. */
  readonly variance: number;
  /** s_yy / s²: how many times as many samples the plain mean would need. */
  readonly varianceRatio: number;
}

const sampleKeys = keysOf<SampleMoments>({ count: true, mean: true, covariance: true });
const controlKeys = keysOf<Control>({ index: true, mean: true });

function requireVariable(index: number, size: number): void {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size))
    throw new InputError(
      `controlledMean got variable ${show(index)}; give one of the ${size}, counted from 0.`,
    );
}

/** A pivot below this part of its variance is rounding. */
const negligible = 1e-12;

/**
 * Regression-adjusted mean of one variable, from the means and covariances of samples.
 *
 * @param sample count, means and covariance matrix of the variables.
 * @param target which variable's mean is wanted.
 * @param controls which variables are controls, with their known means.
 * @throws InputError when a known mean is not finite, or the target is among the controls.
 * @see Lavenberg & Welch (1981).
 * @example
 * ```ts
 * import { controlledMean } from "homogenized-sgd/estimators";
 * // y = 2c + 1 exactly; the mean of c is known to be 0 and came out as 0.5.
 * const sample = { count: 10, mean: [2, 0.5], covariance: [4, 2, 2, 1] };
 * const { mean, standardError, beta } = controlledMean(sample, 0, [{ index: 1, mean: 0 }]);
 * [mean, standardError, beta[0]]; // => [1, 0, 2]
 * ```
 */
export function controlledMean(
  sample: SampleMoments,
  target: number,
  controls: readonly Control[],
): ControlledMean {
  requireKeys("the sample of controlledMean", sample, sampleKeys, "sample");
  const { count, mean, covariance } = sample;
  requireWhole("controlledMean", "count", count, 0);
  requireSeries("controlledMean", "means", mean);
  requireSeries("controlledMean", "the covariance matrix", covariance);
  const size = mean.length;
  requireVariable(target, size);
  requireSeries("controlledMean", "controls", controls);
  for (const control of controls) {
    requireKeys("a control of controlledMean", control, controlKeys, "control");
    requireVariable(control.index, size);
    if (!Number.isFinite(control.mean))
      throw new InputError(
        `controlledMean got the known mean ${show(control.mean)}; give the exact finite mean of the control.`,
      );
    if (control.index === target)
      throw new InputError(
        `controlledMean got variable ${target} as target and as control; its mean is known already.`,
      );
  }
  const S = (i: number, j: number): number => covariance[i * size + j];
  const kept: number[] = [];
  // S_cc = L Lᵀ over the controls kept; u = L⁻¹ s_cy, v = L⁻¹ d.
  const L: number[][] = [];
  const u: number[] = [];
  const v: number[] = [];
  controls.forEach((control, c) => {
    const row: number[] = [];
    let pivot = S(control.index, control.index);
    for (let a = 0; a < kept.length; a++) {
      let entry = S(control.index, controls[kept[a]].index);
      for (let b = 0; b < a; b++) entry -= row[b] * L[a][b];
      row.push(entry / L[a][a]);
      pivot -= row[a] * row[a];
    }
    if (!(pivot > negligible * S(control.index, control.index))) return;
    const root = Math.sqrt(pivot);
    let covary = S(control.index, target);
    let off = mean[control.index] - control.mean;
    for (let a = 0; a < kept.length; a++) {
      covary -= row[a] * u[a];
      off -= row[a] * v[a];
    }
    L.push([...row, root]);
    u.push(covary / root);
    v.push(off / root);
    kept.push(c);
  });
  const p = kept.length;
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);
  const total = S(target, target);
  const variance = (Math.max(0, total - dot(u, u)) * (count - 1)) / (count - 1 - p);
  const beta = new Float64Array(controls.length);
  const solved = new Array<number>(p).fill(0);
  for (let a = p - 1; a >= 0; a--) {
    let entry = u[a];
    for (let b = a + 1; b < p; b++) entry -= L[b][a] * solved[b];
    solved[a] = entry / L[a][a];
    beta[kept[a]] = solved[a];
  }
  const free = count - 1 - p > 0;
  return {
    mean: mean[target] - dot(u, v),
    standardError: free ? Math.sqrt(variance * (1 / count + dot(v, v) / (count - 1))) : Number.NaN,
    beta,
    variance: free ? variance : Number.NaN,
    varianceRatio: free ? total / variance : Number.NaN,
  };
}
