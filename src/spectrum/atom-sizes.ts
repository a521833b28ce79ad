/**
 * From weights to whole numbers of coordinates: d_j = round(w_j d), accepted when |w_j d − d_j| ≤ min(10⁻⁶ d, 0.01),
 * d_j ≥ 1 and Σ_j d_j = d.
 */

import { InputError } from "../../estimators/index.js";
import { isList, show } from "../../estimators/input/index.js";

/** How far from 1 the weights may sum. */
const SUM_TOLERANCE = 1e-9;
/** How far from the dimension asked for a valid one is looked for. */
const SEARCH = 1_000_000;

/**
 * The weights, positive and summing to 1.
 *
 * @throws InputError for weights that are not.
 */
export function checkedWeights(weights: ArrayLike<number>): Float64Array {
  if (!isList(weights) || weights.length === 0) {
    throw new InputError("covariance.weights must be a list of positive numbers that sum to 1.");
  }
  let total = 0;
  for (let j = 0; j < weights.length; j++) {
    if (!(typeof weights[j] === "number" && weights[j] > 0)) {
      throw new InputError(
        `covariance.weights[${j}] is ${show(weights[j])}, but a weight is a positive fraction of the coordinates: correct it or leave the atom out.`,
      );
    }
    total += weights[j];
  }
  if (!(Math.abs(total - 1) <= SUM_TOLERANCE)) {
    throw new InputError(
      `covariance.weights sum to ${Number(total.toPrecision(12))}, but they are fractions of the coordinates and must sum to 1: correct them.`,
    );
  }
  return Float64Array.from(weights);
}

/**
 * The number of coordinates of each atom.
 *
 * @throws InputError for weights that are not positive, do not sum to 1, or do not fit the dimension (the sentence
 * names the nearest dimension they fit).
 */
export function atomSizes(given: ArrayLike<number>, dimension: number): Int32Array {
  const weights = checkedWeights(given);
  const sizes = sizesOf(weights, dimension);
  if (sizes !== null) return sizes;
  const nearest = nearestFit(weights, dimension);
  const advice =
    nearest === null
      ? "no dimension nearby fits either, so change the weights"
      : `the nearest dimension that fits is ${nearest}`;
  throw new InputError(
    `covariance.weights do not split dimension ${dimension} into whole numbers of coordinates (weight × dimension): ${advice}.`,
  );
}

function sizesOf(weights: ArrayLike<number>, dimension: number): Int32Array | null {
  const tolerance = Math.min(1e-6 * dimension, 0.01);
  const sizes = new Int32Array(weights.length);
  let total = 0;
  for (let j = 0; j < weights.length; j++) {
    const exact = weights[j] * dimension;
    const size = Math.floor(exact + 0.5);
    if (!(size >= 1 && Math.abs(exact - size) <= tolerance)) return null;
    sizes[j] = size;
    total += size;
  }
  return total === dimension ? sizes : null;
}

function nearestFit(weights: ArrayLike<number>, dimension: number): number | null {
  for (let distance = 1; distance <= SEARCH; distance++) {
    if (sizesOf(weights, dimension + distance) !== null) return dimension + distance;
    if (dimension > distance && sizesOf(weights, dimension - distance) !== null) return dimension - distance;
  }
  return null;
}
