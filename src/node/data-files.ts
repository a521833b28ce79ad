/** The data files a covariance names: read, and known by their sha256. */
import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import { InputError } from "../../estimators/index.js";
import { requireKeys, requireText } from "../../estimators/input/index.js";
import type { DataFiles } from "../experiment/index.js";
import {
  type DataFileCovariance,
  type DataInMemoryCovariance,
  data,
  findColumn,
  parseTable,
} from "../spectrum/index.js";
import { readBytes } from "./files.js";

/** In hexadecimal; `labels` only where they are a file of their own. */
export interface Digests {
  readonly features: string;
  readonly labels?: string;
}

export interface ReadDataFiles {
  readonly files: DataFiles;
  readonly sha256: Digests;
}

/**
 * Reads features and labels; labels are looked for among the columns first.
 *
 * @param place the key as a message names it: `experiment.yaml: problem.covariance.features`
 */
export async function readDataFiles(
  covariance: Pick<DataFileCovariance, "features" | "labels">,
  directory: string,
  place: (key: "features" | "labels") => string,
): Promise<ReadDataFiles> {
  const features = await readNamed(place("features"), covariance.features, directory);
  const table = parseTable(features, covariance.features);
  if (findColumn(table, covariance.labels) !== -1)
    return { files: { features: table }, sha256: { features: digest(features) } };
  const columnsOf = basename(covariance.features);
  const labels = await readNamed(place("labels"), covariance.labels, directory, columnsOf);
  return {
    files: { features: table, labels: parseTable(labels, covariance.labels) },
    sha256: { features: digest(features), labels: digest(labels) },
  };
}

/**
 * A data set read from files, as a covariance for `problem`.
 *
 * @param options `features`: a .csv file with a header row, or .npy; `labels`: one of its columns, or else a file;
 * `map`: random features in the place of its own; `rows`: raw (default) or normalize.
 * @throws InputError where a file is missing or cannot be understood.
 * @example
 * ```ts
 * import { problem, leastSquares } from "homogenized-sgd";
 * import { readData, writeNewFile } from "homogenized-sgd/node";
 * await writeNewFile("cross.csv", "x1,x2,target\n2,0,6\n-2,0,-6\n0,1,1\n0,-1,-1\n");
 * const covariance = await readData({ features: "cross.csv", labels: "target" });
 * Array.from(problem({ covariance, model: leastSquares() }).spectrum.eigenvalues); // => [2, 0.5]
 * ```
 */
export async function readData(options: Omit<DataFileCovariance, "kind">): Promise<DataInMemoryCovariance> {
  requireKeys("readData", options, ["features", "labels", "map", "rows"]);
  requireText("features", options.features);
  requireText("labels", options.labels);
  const { files, sha256 } = await readDataFiles(options, ".", (key) => key);
  return data({
    features: files.features,
    featuresName: options.features,
    labels: files.labels ?? options.labels,
    labelsName: options.labels,
    map: options.map,
    rows: options.rows,
    sha256,
  });
}

async function readNamed(
  place: string,
  name: string,
  directory: string,
  columnsOf?: string,
): Promise<Buffer> {
  const label = `${place}, the file ${JSON.stringify(name)},`;
  try {
    return await readBytes(resolve(directory, name), label);
  } catch (error) {
    if (!(error instanceof InputError) || columnsOf === undefined) throw error;
    throw new InputError(
      `${place} is ${JSON.stringify(name)}, but that is neither a column of ${columnsOf} nor a file that can be read; name one of them.`,
    );
  }
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
