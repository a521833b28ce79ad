/**
 * E F(r, ε), r ~ N(0, B) of m fields and ε of n standard normals beside them, for an F of which nothing is known but on
 * which flat sheets w·(r, ε) = c it may have kinks and jumps. With B = L Lᵀ of rank q (factor.ts) r = L z, and there are
 * q + n standard normals to integrate over:
 *
 * | q + n | nodes                                                           | error, as reported              |
 * |-------|-----------------------------------------------------------------|---------------------------------|
 * | 1 … 3 | products of rules (nodes.ts), in each coordinate as fine as F    | difference to the next finer    |
 * |       | needs                                                           | rule, summed over coordinates   |
 * | 4 … 6 | the same where few nodes in each are enough, as for polynomials, | the same, or as there           |
 * |       | or in all but 3; else those of expectation.ts                   |                                 |
 * | 7 …   | those of expectation.ts                                         | as there                        |
 *
 * How fine that is, products.ts finds out. The nodes are a function of B alone, whatever was integrated before.
 */
import { createExpectation, type Expectation } from "./expectation.js";
import type { FieldMeanOptions } from "./field-mean-options.js";
import type { FieldRoot } from "./field-root.js";
import { createProducts, type Product } from "./products.js";
import { createFieldSum } from "./sample-block.js";

export interface FieldMean {
  mean(root: FieldRoot, out: Float64Array): void;
  /** Estimated `deviation` of `mean`. */
  error(root: FieldRoot): number;
}

/** What a product rule of many coordinates may leave open before expectation.ts takes its place. */
const UNSETTLED = 1e-6;
/** Coordinates beyond which products have too many nodes, and up to which there are none better. */
const MOST_COORDINATES = 6;
const FEW_COORDINATES = 3;
/** The same where there may be curved kinks. */
const MOST_ROUGH = 2;
const FEW_ROUGH = 1;
/** More fields than this have too many rungs of widths to try. */
const MOST_FIELDS = 6;

export function createFieldMean(options: FieldMeanOptions): FieldMean {
  const { fields: m, normals: n, values, rough = false, integrand, deviation } = options;
  const [few, most] = rough ? [FEW_ROUGH, MOST_ROUGH] : [FEW_COORDINATES, MOST_COORDINATES];
  const sum = createFieldSum(m, n, integrand);
  const productAt = createProducts(options, few, sum);
  const errors = new Float64Array(values);
  const expectations: Expectation[] = [];
  const identities: Float64Array[] = [];

  /** The product rule that will do; none where there are too many coordinates, or too much is left open. */
  const productOf = (root: FieldRoot): Product | undefined => {
    if (root.rank + n > most || m > MOST_FIELDS) return undefined;
    const product = productAt(root);
    return product.essential <= few || product.left <= UNSETTLED ? product : undefined;
  };
  /** Where rules are not tried out. */
  const fixed = (root: FieldRoot, of: "mean" | "error", out: Float64Array): void => {
    const r = root.rank + n;
    expectations[r] ??= createExpectation(r, values, rough);
    identities[r] ??= Float64Array.from({ length: r * r }, (_, at) => (at % (r + 1) === 0 ? 1 : 0));
    expectations[r][of](identities[r], (z, written) => sum.atPoint(root, z, written), out);
  };
  const mean = (root: FieldRoot, out: Float64Array): void => {
    if (!root.widths.every(Number.isFinite)) {
      out.fill(Number.NaN);
      return;
    }
    if (root.rank + n === 0) {
      sum.atPoint(root, [], out);
      return;
    }
    const product = productOf(root);
    if (product === undefined) fixed(root, "mean", out);
    else product.mean(out);
  };
  return {
    mean,
    error(root) {
      if (root.rank + n === 0) return 0;
      const product = productOf(root);
      if (product !== undefined) return product.error();
      const means = new Float64Array(values);
      mean(root, means);
      fixed(root, "error", errors);
      return deviation(
        means.map((entry, i) => entry + errors[i]),
        means,
      );
    },
  };
}
