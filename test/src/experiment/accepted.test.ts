import { describe, expect, test } from "vitest";
import { accepted, schemaAt } from "../../../src/experiment/accepted.js";
import { schemaRoot } from "../../../src/experiment/json-schema.js";

describe("what a key accepts, in words", () => {
  test.each([
    [{ type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, "a whole number of at least 1"],
    [{ type: "number", exclusiveMinimum: 0, maximum: 2 }, "a number above 0 and of at most 2"],
    [{ type: "number", minimum: -1, maximum: 1 }, "a number from -1 to 1"],
    [{ enum: ["soft", "hard"] }, "one of soft, hard"],
    [{ const: "auto" }, "auto"],
    [{ type: "string", minLength: 1 }, "a text that is not empty"],
    [
      { type: "array", minItems: 1, items: { type: "number" } },
      "a list of at least one entry, each a number",
    ],
    [{ anyOf: [{ const: "auto" }, { type: "number" }] }, "auto, or a number"],
    [{ type: "object", properties: { $schema: {}, a: {}, b: {} } }, "a mapping with the keys a, b"],
  ])("%j → %s", (node, words) => expect(accepted(node)).toBe(words));

  test("follows the kind that was chosen", () => {
    const input = { problem: { covariance: { kind: "power-law", exponent: "x" } } };
    const node = schemaAt(schemaRoot(), ["problem", "covariance", "exponent"], input);
    expect(accepted(node ?? {})).toBe("a number of at least 0");
    expect(schemaAt(schemaRoot(), ["problem", "covariance", "weights"], input)).toBeUndefined();
  });
});
