import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { starter } from "../../../src/cli/starter.js";
import { jsonSchema } from "../../../src/experiment/index.js";
import { bad, good } from "./bad-experiments.js";
import { validates } from "./json-schema-validator.js";

const schema = jsonSchema();
const folder = new URL("../../../examples/experiments/", import.meta.url);
const examples = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

describe("the JSON Schema of the experiment file", () => {
  test("there are examples to try", () => expect(examples.length).toBeGreaterThanOrEqual(5));

  test.each(examples)("accepts examples/experiments/%s", (file) => {
    expect(validates(schema, parse(readFileSync(new URL(file, folder), "utf8")))).toBe(true);
  });

  test("accepts the starter file and the least file there is", () => {
    expect(validates(schema, parse(starter))).toBe(true);
    expect(validates(schema, good)).toBe(true);
  });

  test.each(bad.filter(({ shape }) => shape))("rejects: $sentence", ({ input }) => {
    expect(validates(schema, input)).toBe(false);
  });

  test.each(bad.filter(({ shape }) => !shape))("sees no mistake of shape: $sentence", ({ input }) => {
    expect(validates(schema, input)).toBe(true);
  });

  test("what may be left out is optional and tells its default", () => {
    expect(schema.required).toEqual(["problem", "schedule", "horizon"]);
    const properties = schema.properties as Record<
      string,
      { default?: unknown; properties?: Record<string, { default?: unknown }> }
    >;
    expect(properties.methods.default).toEqual(["ode", "hsgd", "sgd"]);
    expect(properties.ensemble.properties?.runs.default).toBe(32);
    expect(properties.save.properties?.points.default).toBe(101);
    expect(properties.problem.properties?.target.default).toEqual({ kind: "gaussian", norm: 1 });
  });

  test("every key is described", () => {
    const bare: string[] = [];
    const walk = (node: Record<string, unknown>, path: string): void => {
      for (const [key, child] of Object.entries(
        (node.properties ?? {}) as Record<string, Record<string, unknown>>,
      )) {
        if (key !== "kind" && typeof child.description !== "string") bare.push(`${path}.${key}`);
        walk(child, `${path}.${key}`);
      }
      for (const branch of (node.oneOf ?? node.anyOf ?? []) as Record<string, unknown>[]) walk(branch, path);
    };
    walk(schema, "");
    expect(bare).toEqual([]);
  });
});
