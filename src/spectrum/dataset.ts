/**
 * A data set: n rows of d features with one label each. Everything arrives as bytes or numbers; only the callers that
 * read files know paths. `labels` as text is a column of the features and is removed from them (CONTRACT,
 * "Experiment file": looked up among the columns first; a file only where no column has that name).
 */

import { InputError } from "../../estimators/index.js";
import { isList, keysOf, requireKeys, requireText, show } from "../../estimators/input/index.js";
import { parseCsv } from "./csv.js";
import { isNpy, parseNpy } from "./npy.js";
import { isMatrix, isTable, type Rows, refuseNonFinite, type Table, tableFromRows } from "./table.js";

export interface DataSet {
  /** Names of the features, where the source has them (.csv). */
  readonly names: readonly string[] | null;
  /** n */
  readonly sampleCount: number;
  /** d */
  readonly dimension: number;
  /** n×d, row by row. */
  readonly features: Float64Array;
  /** n */
  readonly labels: Float64Array;
}

/** Bytes of a .csv or .npy file, a table read from one, rows of numbers, or an ml-matrix Matrix. */
export type FeatureSource = Uint8Array | Table | Rows;
/** The name of a column of the features, bytes of a .csv or .npy file with one column, a table, or the numbers. */
export type LabelSource = string | Uint8Array | Table | ArrayLike<number>;

export interface DataSetOptions {
  readonly features: FeatureSource;
  readonly labels: LabelSource;
  /** What errors call the features, for example their file's name. */
  readonly featuresName?: string | undefined;
  /** What errors call the labels. */
  readonly labelsName?: string | undefined;
}

export const dataSetKeys = keysOf<DataSetOptions>({
  features: true,
  labels: true,
  featuresName: true,
  labelsName: true,
});

/**
 * Reads bytes as .npy if they begin as such, as .csv otherwise.
 *
 * @throws InputError as `parseNpy` and `parseCsv` do.
 */
export function parseTable(bytes: Uint8Array, name?: string): Table {
  return isNpy(bytes) ? parseNpy(bytes, name) : parseCsv(bytes, name);
}

/** Position of the column of that name, −1 where there is none. */
export function findColumn(table: Table, name: string): number {
  return table.names === null ? -1 : table.names.indexOf(name);
}

/**
 * Puts features (n×d) and labels (n) together, and checks that they fit.
 *
 * @throws InputError when a source cannot be read, a label column does not exist or exists twice, or lengths differ.
 *
 * @example
 * ```ts
 * import { createDataSet } from "homogenized-sgd";
 * const bytes = new TextEncoder().encode("size,rooms,price\n1,2,3\n4,5,6\n");
 * const houses = createDataSet({ features: bytes, labels: "price" });
 * houses.names; // => ["size", "rooms"]
 * Array.from(houses.features); // => [1, 2, 4, 5]
 * Array.from(houses.labels); // => [3, 6]
 * ```
 */
export function createDataSet(options: DataSetOptions): DataSet {
  requireKeys("createDataSet", options, dataSetKeys);
  return assembleDataSet(options);
}

/** The same from an object that may have further keys. */
export function assembleDataSet(options: DataSetOptions): DataSet {
  for (const key of ["featuresName", "labelsName"] as const)
    if (options[key] !== undefined) requireText(key, options[key]);
  const name = options.featuresName ?? "features";
  const table = readFeatures(options.features, name);
  const { labels } = options;
  if (typeof labels === "string") return splitColumn(table, labels, name);
  const values = readLabels(labels, options.labelsName ?? "labels");
  if (values.length !== table.rows) {
    throw new InputError(
      `There are ${values.length} numbers in ${options.labelsName ?? "labels"} for the ${table.rows} rows of ${name}: give one label per row.`,
    );
  }
  return {
    names: table.names,
    sampleCount: table.rows,
    dimension: table.columns,
    features: Float64Array.from(table.values),
    labels: values,
  };
}

function readFeatures(source: FeatureSource, name: string): Table {
  if (source instanceof Uint8Array) return parseTable(source, name);
  if (!isTable(source)) return tableFromRows(source, name);
  if (source.values.length !== source.rows * source.columns || source.values.length === 0) {
    throw new InputError(
      `There are ${source.values.length} values in ${name} for ${source.rows} rows and ${source.columns} columns: give rows × columns of them.`,
    );
  }
  refuseNonFinite(source, name);
  return source;
}

function readLabels(source: Exclude<LabelSource, string>, name: string): Float64Array {
  if (source instanceof Uint8Array || isTable(source)) {
    const table = source instanceof Uint8Array ? parseTable(source, name) : source;
    if (table.columns !== 1) {
      throw new InputError(
        `${name} has ${table.columns} columns, but labels are one column: keep the one to learn.`,
      );
    }
    refuseNonFinite(table, name);
    return Float64Array.from(table.values);
  }
  if (!isList(source) || source.length === 0) {
    throw new InputError(
      `${name} must be a column name, the bytes of a file, or a list of numbers: give one of these.`,
    );
  }
  const values = new Float64Array(source.length);
  for (let row = 0; row < source.length; row++) {
    const label: unknown = source[row];
    if (typeof label !== "number" || !Number.isFinite(label)) {
      throw new InputError(
        `${name}, row ${row + 1} (counted from 1), is ${show(label)}: give a finite number for every row.`,
      );
    }
    values[row] = label;
  }
  return values;
}

/** Takes one column out as the labels. */
function splitColumn(table: Table, column: string, name: string): DataSet {
  const at = findColumn(table, column);
  if (table.names === null || at === -1) {
    const known =
      table.names === null ? "which has no column names" : `whose columns are ${listNames(table.names)}`;
    throw new InputError(
      `labels ${show(column)} is no column of ${name}, ${known}: name a column, or give the labels themselves.`,
    );
  }
  if (table.names.lastIndexOf(column) !== at) {
    throw new InputError(
      `${name} has more than one column ${JSON.stringify(column)}: rename all but the labels.`,
    );
  }
  const dimension = table.columns - 1;
  if (dimension === 0) {
    throw new InputError(
      `${name} has no column besides the labels ${JSON.stringify(column)}: add the features.`,
    );
  }
  const features = new Float64Array(table.rows * dimension);
  const labels = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const from = row * table.columns;
    labels[row] = table.values[from + at];
    features.set(table.values.subarray(from, from + at), row * dimension);
    features.set(table.values.subarray(from + at + 1, from + table.columns), row * dimension + at);
  }
  return {
    names: table.names.filter((_, i) => i !== at),
    sampleCount: table.rows,
    dimension,
    features,
    labels,
  };
}

/** All names if few, else the first ones and the last. */
function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => JSON.stringify(name));
  return quoted.length <= 6 ? quoted.join(", ") : `${quoted.slice(0, 4).join(", ")}, … and ${quoted.at(-1)}`;
}

/** Whether this is a source of features in memory, not a path. */
export function isFeatureSource(value: unknown): value is FeatureSource {
  return value instanceof Uint8Array || isTable(value) || isMatrix(value) || Array.isArray(value);
}
