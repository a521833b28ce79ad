/** The covariance of a real data set: by the paths of its files (experiment file), or with its numbers in memory. */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import {
  assembleDataSet,
  type DataSet,
  type DataSetOptions,
  dataSetKeys,
  isFeatureSource,
} from "./dataset.js";
import { analyseData, type DataAnalysis, type Fit, type RowScaling } from "./from-data.js";
import { type FeatureMap, requireFeatureMap } from "./random-features.js";

/** A data set by the paths of its files. */
export interface DataFileCovariance {
  readonly kind: "data";
  /** Path of a .csv file with a header row, or of a .npy file. */
  readonly features: string;
  /** A column of the features, or else the path of a file. */
  readonly labels: string;
  readonly rows?: RowScaling | undefined;
  /** What is done to the features before anything else. */
  readonly map?: FeatureMap | undefined;
}

/** A data set in memory (library only); bytes are those of a .csv or .npy file. */
export interface DataInMemoryCovariance extends DataSetOptions {
  readonly kind: "data";
  readonly rows?: RowScaling | undefined;
  readonly map?: FeatureMap | undefined;
  /** Digests of the files the numbers came from, for the result's account of the experiment. */
  readonly sha256?: { readonly features: string; readonly labels?: string } | undefined;
}

export type DataCovariance = DataFileCovariance | DataInMemoryCovariance;

/** Keys of the covariance of a data set, beside its kind. */
export const dataKeys: readonly string[] = [...dataSetKeys, "rows", "map", "sha256"];

/**
 * The covariance of a data set, as an experiment file writes it (`features` a path), or with the numbers themselves:
 * `features` as bytes, a table, rows of numbers or a Matrix; `labels` as a column name, bytes, or numbers. Optionally
 * `map: { kind: "relu", count }` puts random features in the place of the data's own, relu(Θa/√p) with Θ drawn from the
 * experiment's seed, and `rows: "normalize"` then scales each row to norm √d.
 *
 * @throws InputError for an unknown key or a map that is none; the numbers are read later, by `problem`
 * @example
 * ```ts
 * import { data } from "homogenized-sgd";
 * data({ features: "f.csv", labels: "target" }); // => { "kind": "data", "features": "f.csv", "labels": "target", "rows": "raw" }
 * data({ features: [[1, 2], [3, 4], [5, 6]], labels: [1, 0, 1], rows: "normalize" }).rows; // => "normalize"
 * ```
 */
export function data(options: Omit<DataFileCovariance, "kind">): DataFileCovariance;
export function data(options: Omit<DataInMemoryCovariance, "kind">): DataInMemoryCovariance;
export function data(
  options: Omit<DataFileCovariance, "kind"> | Omit<DataInMemoryCovariance, "kind">,
): DataCovariance {
  requireKeys("data", options, dataKeys);
  const { rows = "raw", map, ...sources } = options;
  if (map !== undefined) requireFeatureMap(map);
  return { kind: "data", ...sources, ...(map && { map }), rows } as DataCovariance;
}

/** Whether the data are named by path and must be read first. */
export function isDataFile(covariance: DataCovariance): covariance is DataFileCovariance {
  return typeof covariance.features === "string";
}

/**
 * Reads and analyses the data set of a covariance in memory (`createDataSet`, then `analyseData`).
 *
 * @throws InputError when it names files (whoever may read files hands over their bytes first), and as both do.
 */
export function readCovarianceData(covariance: DataCovariance, fit: Fit, seed: number): DataAnalysis {
  const { rows, map } = covariance;
  return analyseData(dataSetOf(covariance), { rows, map, fit, seed });
}

function dataSetOf(covariance: DataCovariance): DataSet {
  if (isDataFile(covariance)) {
    throw new InputError(
      `covariance.features is the path ${show(covariance.features)}, which only a program that reads files can follow: hand over the file's bytes instead.`,
    );
  }
  if (!isFeatureSource(covariance.features)) {
    throw new InputError(
      "covariance.features must be the bytes of a .csv or .npy file, a table, rows of numbers or a Matrix: give one of these.",
    );
  }
  return assembleDataSet(covariance);
}
