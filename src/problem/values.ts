/** A matrix handed over number by number, in the eigenbasis of K and in the covariance's order. */

import { InputError } from "../../estimators/index.js";
import { requireList, show } from "../../estimators/input/index.js";

export interface ValuesData {
  readonly kind: "values";
  /** d rows of ℓ numbers, or d numbers where ℓ = 1. */
  readonly values: readonly number[] | readonly (readonly number[])[];
}

/**
 * A target or start given by its components, as data.
 *
 * @param rows d rows of ℓ numbers (plain numbers where ℓ = 1): the components along the eigenvectors of K, in the
 * covariance's order
 * @example
 * ```ts
 * import { values } from "homogenized-sgd";
 * values([1, 0, -1]); // => {"kind":"values","values":[1,0,-1]}
 * ```
 */
export function values(rows: ValuesData["values"]): ValuesData {
  requireList("values", rows, "one row for each eigenvalue");
  return { kind: "values", values: rows };
}

/** The matrix, column after column; `role` names it in messages. */
export function readValues(role: string, data: ValuesData, dimension: number, columns: number): Float64Array {
  const rows = data.values;
  if (!Array.isArray(rows) || rows.length !== dimension) {
    throw new InputError(
      `${role}: values has ${Array.isArray(rows) ? `${rows.length} rows` : "no rows"}, but the dimension is ${dimension}; give one row for each eigenvalue.`,
    );
  }
  const matrix = new Float64Array(dimension * columns);
  for (let i = 0; i < dimension; i++) {
    const row: readonly number[] = Array.isArray(rows[i]) ? rows[i] : [rows[i]];
    if (row.length !== columns) {
      throw new InputError(
        `${role}: values[${i}] holds ${row.length} numbers, but there are ${columns} outputs; give each row one number for each output.`,
      );
    }
    for (let k = 0; k < columns; k++) {
      if (!Number.isFinite(row[k])) {
        throw new InputError(
          `${role}: values[${i}] holds ${show(row[k])}, but components are finite numbers; change it.`,
        );
      }
      matrix[k * dimension + i] = row[k];
    }
  }
  return matrix;
}
