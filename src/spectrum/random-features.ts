/**
 * Random features: a row a of p numbers becomes relu(Θa/√p), `count` numbers, Θ a count×p matrix of standard normals
 * drawn once from (seed, "features") (HL, its experiments on real data; Rahimi & Recht 2007).
 */
import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { createStreams } from "../../sde/index.js";
import { dot } from "../../sde/kernels/index.js";
import type { DataSet } from "./dataset.js";

/** What is done to the rows of a data set before anything else. */
export interface FeatureMap {
  readonly kind: "relu";
  /** How many random features take the place of the data's own. */
  readonly count: number;
}

/** Throws InputError where the map is not one. */
export function requireFeatureMap(map: FeatureMap): void {
  requireKeys("covariance.map", map, ["kind", "count"], "covariance.map");
  if (map.kind !== "relu")
    throw new InputError(
      `covariance.map.kind is ${show(map.kind)}, but the one map there is is relu: write that, or leave map out.`,
    );
  if (!(Number.isSafeInteger(map.count) && map.count >= 1))
    throw new InputError(
      `covariance.map.count is ${show(map.count)}, but it is the number of random features: give a whole number of at least 1.`,
    );
}

/** The data set with random features in the place of its own; labels stay. */
export function mapFeatures(dataSet: DataSet, { count }: FeatureMap, seed: number): DataSet {
  const { sampleCount: n, dimension: p, features: given } = dataSet;
  const Theta = new Float64Array(count * p);
  createStreams(seed, "features")
    .stream(0)
    .fillNormals(Theta, 0, count * p);
  const root = Math.sqrt(p);
  const features = new Float64Array(n * count);
  for (let r = 0; r < n; r++)
    for (let i = 0; i < count; i++)
      features[r * count + i] = Math.max(0, dot(p, Theta, i * p, given, r * p) / root);
  return { ...dataSet, names: null, dimension: count, features };
}
