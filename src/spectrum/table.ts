/** Rows and columns of finite numbers, as read from a file or handed over. */

import type { Matrix } from "ml-matrix";
import { InputError } from "../../estimators/index.js";
import { requireText, show } from "../../estimators/input/index.js";

export interface Table {
  /** Column names, where the source has them (.csv). */
  readonly names: readonly string[] | null;
  readonly rows: number;
  readonly columns: number;
  /** rows × columns, row by row. */
  readonly values: Float64Array;
}

/** Rows of numbers or an ml-matrix Matrix. */
export type Rows = ArrayLike<ArrayLike<number>> | Matrix;

/** Whether this has the shape of an ml-matrix Matrix (of any copy of the package). */
export function isMatrix(value: unknown): value is Matrix {
  return typeof value === "object" && value !== null && "to1DArray" in value && "rows" in value;
}

/** @param name what a message calls the bytes. */
export function requireBytes(bytes: Uint8Array, name: string): void {
  requireText("name", name);
  if (!(bytes instanceof Uint8Array))
    throw new InputError(`${name} is ${show(bytes)}, but a file is read from its bytes: give a Uint8Array.`);
}

/** Whether this is a `Table` already. */
export function isTable(value: unknown): value is Table {
  return (
    typeof value === "object" &&
    value !== null &&
    "names" in value &&
    "values" in value &&
    value.values instanceof Float64Array
  );
}

/**
 * A table from rows of numbers, all of one length (copied).
 *
 * @throws InputError naming the row that is ragged, or the row and column (counted from 1) of an entry that is not a
 * finite number.
 */
export function tableFromRows(source: Rows, name: string): Table {
  const data: ArrayLike<ArrayLike<number>> = isMatrix(source) ? source.to2DArray() : source;
  const rows = Array.isArray(data) ? data.length : 0;
  const columns = rows > 0 ? (data[0]?.length ?? 0) : 0;
  if (rows === 0 || !(columns > 0)) {
    throw new InputError(`${name} must hold at least one row of at least one number: give a list of rows.`);
  }
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    if (data[row]?.length !== columns) {
      throw new InputError(
        `${name}, row ${row + 1}, has length ${show(data[row]?.length)} where row 1 has length ${columns}: give rows of one length.`,
      );
    }
    for (let column = 0; column < columns; column++) {
      const entry: unknown = data[row][column];
      values[row * columns + column] = typeof entry === "number" ? entry : Number.NaN;
    }
  }
  const table = { names: null, rows, columns, values };
  refuseNonFinite(table, name);
  return table;
}

/** @throws InputError naming row and column (counted from 1) of the first entry that is not a finite number. */
export function refuseNonFinite(table: Table, name: string): void {
  for (let at = 0; at < table.values.length; at++) {
    const value = table.values[at];
    if (Number.isFinite(value)) continue;
    const column = at % table.columns;
    const row = (at - column) / table.columns;
    const columnName = table.names === null ? `${column + 1}` : JSON.stringify(table.names[column]);
    throw new InputError(
      `${name}, row ${row + 1}, column ${columnName} (counted from 1), is ${value}: remove that row or replace the entry by a finite number.`,
    );
  }
}
