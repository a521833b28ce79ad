import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatJson } from "../../../src/node/format-json.js";

describe("JSON for people and programs", () => {
  test("lists of numbers stand on one line however long, mappings on one line where they fit", () => {
    const long = Array.from({ length: 100 }, (_, i) => i / 7);
    const text = formatJson({ a: { b: 1, c: [1, null] }, curves: { risk: long, rate: long } });
    expect(text.split("\n")).toEqual([
      "{",
      '  "a": { "b": 1, "c": [1, null] },',
      '  "curves": {',
      `    "risk": [${long.join(", ")}],`,
      `    "rate": [${long.join(", ")}]`,
      "  }",
      "}",
      "",
    ]);
  });

  test("what is read back is what was written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(formatJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 1 },
    );
    expect(JSON.parse(formatJson({ a: undefined, b: Number.NaN, c: [undefined] }))).toEqual({
      b: null,
      c: [null],
    });
  });
});
