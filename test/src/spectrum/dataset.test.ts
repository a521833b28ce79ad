import { describe, expect, it } from "vitest";
import { createDataSet, findColumn, parseCsv, parseTable } from "../../../src/spectrum/index.js";
import { bytesOf, sentenceOf } from "./matrices.js";

const houses = bytesOf("size,price,rooms\n1,2,3\n4,5,6\n");

describe("createDataSet", () => {
  it("takes the label column out of the features, wherever it stands", () => {
    for (const [labels, names, features, values] of [
      ["size", ["price", "rooms"], [2, 3, 5, 6], [1, 4]],
      ["price", ["size", "rooms"], [1, 3, 4, 6], [2, 5]],
      ["rooms", ["size", "price"], [1, 2, 4, 5], [3, 6]],
    ] as const) {
      const set = createDataSet({ features: houses, labels });
      expect(set).toMatchObject({ names, sampleCount: 2, dimension: 2 });
      expect(Array.from(set.features)).toEqual(features);
      expect(Array.from(set.labels)).toEqual(values);
    }
  });

  it("takes labels of their own: numbers, bytes, a table", () => {
    const labels = [7, 8];
    for (const source of [
      labels,
      Float32Array.from(labels),
      bytesOf("y\n7\n8\n"),
      parseCsv(bytesOf("y\n7\n8")),
    ]) {
      const set = createDataSet({ features: houses, labels: source });
      expect(Array.from(set.labels)).toEqual(labels);
      expect(set.dimension).toBe(3);
    }
  });

  it("takes features as rows of numbers, and copies", () => {
    const rows = [[1], [2]];
    const labels = Float64Array.of(3, 4);
    const set = createDataSet({ features: rows, labels });
    rows[0][0] = 9;
    labels[0] = 9;
    expect(set).toMatchObject({
      names: null,
      features: Float64Array.of(1, 2),
      labels: Float64Array.of(3, 4),
    });
  });

  it("tells a column from a file's name by the columns", () => {
    const table = parseTable(houses);
    expect(findColumn(table, "rooms")).toBe(2);
    expect(findColumn(table, "labels.csv")).toBe(-1);
    expect(findColumn({ ...table, names: null }, "rooms")).toBe(-1);
  });

  const files = { featuresName: "f.csv", labelsName: "l.csv" };
  it.each([
    [
      "an unknown column",
      { features: houses, labels: "target" },
      /"target" is no column of f\.csv, whose columns are "size", "price", "rooms"/,
    ],
    ["a column of rows without names", { features: [[1, 2]], labels: "a" }, /no column names/],
    [
      "a column that stands twice",
      { features: bytesOf("y,y,x\n1,2,3\n"), labels: "y" },
      /more than one column "y"/,
    ],
    ["labels and nothing else", { features: bytesOf("y\n1\n"), labels: "y" }, /no column besides the labels/],
    [
      "too few labels",
      { features: houses, labels: [1] },
      /There are 1 numbers in l\.csv for the 2 rows of f\.csv/,
    ],
    ["two label columns", { features: houses, labels: bytesOf("y,z\n1,2\n3,4\n") }, /l\.csv has 2 columns/],
    [
      "a label that is NaN",
      { features: houses, labels: [1, Number.NaN] },
      /l\.csv, row 2 \(counted from 1\), is NaN/,
    ],
    ["no labels", { features: houses, labels: [] }, /column name, the bytes of a file, or a list/],
    [
      "a table of the wrong size",
      { features: { names: null, rows: 2, columns: 2, values: new Float64Array(3) }, labels: [1, 2] },
      /There are 3 values in f\.csv for 2 rows and 2 columns/,
    ],
    [
      "a table with NaN",
      { features: { names: ["a"], rows: 1, columns: 1, values: Float64Array.of(Number.NaN) }, labels: [1] },
      /row 1, column "a" \(counted from 1\), is NaN/,
    ],
    ["a cell that is no number", { features: bytesOf("a\nx\n"), labels: [1] }, /f\.csv, row 1/],
  ])("refuses %s", (_, options, message) => {
    expect(sentenceOf(() => createDataSet({ ...options, ...files }))).toMatch(message);
  });
});
