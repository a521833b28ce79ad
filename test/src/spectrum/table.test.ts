import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { tableFromRows } from "../../../src/spectrum/table.js";
import { sentenceOf } from "./matrices.js";

describe("tableFromRows", () => {
  it("takes rows, typed rows and a Matrix", () => {
    const table = { names: null, rows: 2, columns: 2, values: Float64Array.of(1, 2, 3, 4) };
    const rows = [
      [1, 2],
      [3, 4],
    ];
    expect(tableFromRows(rows, "f")).toEqual(table);
    expect(
      tableFromRows(
        rows.map((row) => Float64Array.from(row)),
        "f",
      ),
    ).toEqual(table);
    expect(tableFromRows(new Matrix(rows), "f")).toEqual(table);
  });

  it.each([
    [[], /at least one row/],
    [[[]], /at least one row/],
    [[[1, 2], [3]], /f, row 2, has length 1 where row 1 has length 2/],
    [
      [
        [1, 2],
        [3, Number.NaN],
      ],
      /f, row 2, column 2 \(counted from 1\), is NaN/,
    ],
  ])("refuses %j", (rows, message) => {
    expect(sentenceOf(() => tableFromRows(rows, "f"))).toMatch(message);
  });
});
