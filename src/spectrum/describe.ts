/** A covariance in the keys of the experiment file; matrices, functions and data sets are named, not held. */

import type { Covariance } from "./covariance.js";
import { isDataFile } from "./data.js";
import { denseDimension } from "./dense.js";

const UNNAMED = "numbers in memory";

/**
 * The covariance as plain data for a result: kinds of the experiment file as they are, a matrix by its dimension, a
 * density as the word function, a data set by its names (`featuresName`, `labelsName`) or a word for what it is.
 */
export function describeCovariance(covariance: Covariance): Record<string, unknown> {
  if (covariance.kind === "dense") {
    const { kind, normalize } = covariance;
    const dimension = denseDimension(covariance);
    return { kind, dimension, ...(normalize === undefined ? {} : { normalize }) };
  }
  if (covariance.kind === "data") {
    const { kind, rows = "raw" } = covariance;
    const map = covariance.map && { map: { ...covariance.map } };
    if (isDataFile(covariance))
      return { kind, features: covariance.features, labels: covariance.labels, ...map, rows };
    const { labels, featuresName = UNNAMED, labelsName = UNNAMED, sha256 } = covariance;
    return {
      kind,
      features: featuresName,
      labels: typeof labels === "string" ? labels : labelsName,
      ...map,
      rows,
      ...(sha256 && { sha256 }),
    };
  }
  if (covariance.kind === "density") return { ...covariance, of: "function" };
  return { ...covariance };
}
