/**
 * Do row norms concentrate, ‖a‖² ≈ tr K? The theory needs it (THEORY §11). Over rows, ‖a‖²/tr K has mean 1; for Gaussian
 * rows its standard deviation would be √(2 tr K²)/tr K.
 *
 * | symbol              | here                |
 * |---------------------|---------------------|
 * | max ‖a‖²/tr K       | `max`               |
 * | std of ‖a‖²/tr K    | `standardDeviation` |
 * | √(2 tr K²)/tr K     | `gaussian`          |
 */

import { dot, sum } from "../../sde/kernels/index.js";

export interface RowNorms {
  readonly max: number;
  /** Over all rows, divided by n: the rows are the whole law, not a sample of it. */
  readonly standardDeviation: number;
  readonly gaussian: number;
}

export interface SpectrumWarning {
  readonly code: "row-norms";
  readonly message: string;
}

/** Times the Gaussian value beyond which a warning is due. */
const TOO_WIDE = 2;

/** Concentration of the squared norms of n rows of length d (row by row) with tr K² = `squaredTrace`. */
export function rowNormConcentration(
  n: number,
  d: number,
  rows: Float64Array,
  squaredTrace: number,
): RowNorms {
  const ratios = new Float64Array(n);
  for (let r = 0; r < n; r++) ratios[r] = dot(d, rows, r * d, rows, r * d);
  const trace = sum(n, ratios, 0) / n;
  let max = 0;
  for (let r = 0; r < n; r++) {
    ratios[r] /= trace;
    if (ratios[r] > max) max = ratios[r];
    ratios[r] -= 1;
  }
  return {
    max,
    standardDeviation: Math.sqrt(dot(n, ratios, 0, ratios, 0) / n),
    gaussian: Math.sqrt(2 * squaredTrace) / trace,
  };
}

/** The warning `row-norms` where it is due (CONTRACT, `warnings`). */
export function rowNormWarnings(norms: RowNorms): SpectrumWarning[] {
  if (!(norms.standardDeviation > TOO_WIDE * norms.gaussian)) return [];
  const short = (value: number) => Number(value.toPrecision(2));
  return [
    {
      code: "row-norms",
      message: `Row norms do not concentrate: ‖a‖²/tr K has standard deviation ${short(norms.standardDeviation)} over the rows where Gaussian rows would have ${short(norms.gaussian)}, and reaches ${Number(norms.max.toPrecision(3))}, so SGD over the rows may leave the predicted curves or diverge; "rows: normalize" scales every row to norm √d.`,
    },
  ];
}
