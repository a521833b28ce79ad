import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Call } from "../../../src/cli/command.js";
import { execute as predict } from "../../../src/cli/predict.js";
import { execute as printSchema } from "../../../src/cli/print-schema.js";
import { execute as run } from "../../../src/cli/run.js";
import { jsonSchemas } from "../../../src/cli/schema.js";
import { compare, type ResultJson } from "../../../src/comparison/index.js";
import { jsonSchema } from "../../../src/experiment/index.js";
import { leastSquares } from "../../../src/models/index.js";
import { problem } from "../../../src/problem/index.js";
import { dense } from "../../../src/spectrum/index.js";
import { orderReportOf } from "../../kit/order-report.js";
import * as samples from "../../kit/sample-result.js";
import { schemaHoles } from "../../kit/schema-holes.js";
import { validates } from "../experiment/json-schema-validator.js";
import { examples, hsgd, main, smallFile, temporaryFolder } from "./command-line.js";
import { order } from "./order-here.js";

const schemas = Object.fromEntries(Object.entries(jsonSchemas).map(([name, schema]) => [name, schema()]));
const names = Object.keys(schemas);

/** What a command prints to standard output, within the test's own process. */
async function printed(
  execute: (call: Call) => Promise<number>,
  argument: string | undefined,
  options: Call["options"] = {},
): Promise<string> {
  let text = "";
  const terminal = {
    print: (more: string) => {
      text += more;
    },
    tell: () => {},
    watched: false,
  };
  await execute({ argument, options, terminal, signal: new AbortController().signal });
  return text;
}

const quiet = { json: true, quiet: true };
const asWritten = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("hsgd schema", () => {
  const root = join(dirname(main), "../../..");

  test.each(names)("%s is what is printed, and what the package holds", async (name) => {
    const text = await printed(printSchema, name);
    expect(JSON.parse(text)).toEqual(asWritten(schemas[name]));
    expect(schemas[name]).toMatchObject({ $id: `urn:homogenized-sgd:${name}:1`, type: "object" });
    const file = name === "experiment" ? "schema.json" : `schema-${name}.json`;
    expect(await readFile(join(root, "dist", file), "utf8")).toBe(text);
    const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    expect(manifest.exports[`./${file}`]).toBe(`./dist/${file}`);
  });

  test("without a name prints that of the experiment file", async () => {
    expect(await printed(printSchema, undefined)).toBe(await printed(printSchema, "experiment"));
    expect(schemas.experiment).toEqual(jsonSchema());
  });

  test.each([
    ["reslut", ", the nearest being result"],
    ["", ""],
    ["toString", ""],
  ])("%j is refused in one sentence with exit code 2", async (name, near) => {
    expect(await hsgd(".", "schema", name)).toEqual({
      code: 2,
      stdout: "",
      stderr: `hsgd: the schema is ${JSON.stringify(name)}${near}; it must be one of ${names.join(", ")}.\n`,
    });
  });

  test.each(names.filter((name) => name !== "experiment"))("%s describes every key of its own", (name) => {
    const bare: string[] = [];
    const walk = (node: Record<string, unknown>, path: string): void => {
      const properties = (node.properties ?? {}) as Record<string, Record<string, unknown>>;
      for (const [key, child] of Object.entries(properties)) {
        if (path === ".experiment" || path === ".reasons") continue;
        if (!/^0\.\d$/.test(key) && typeof child.description !== "string") bare.push(`${path}.${key}`);
        walk(child, `${path}.${key}`);
      }
      const deeper = [node.anyOf, node.items, node.additionalProperties].flat();
      for (const branch of deeper) if (branch instanceof Object) walk(branch as typeof node, path);
    };
    walk(schemas[name], "");
    expect(bare).toEqual([]);
  });
});

describe("what the commands print is as its schema says, and nothing less or other", () => {
  test.each([
    [0.5, 0],
    [30, 3],
  ])("run at rate %d, where %d runs of SGD diverge", async (rate, diverged) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "small.yaml"), smallFile("methods: [ode, volterra, hsgd, sgd]"));
    const set = [`schedule.rate=${rate}`, "horizon=9", "hsgd.step=0.01"];
    const options = { ...quiet, set, out: join(folder, "out") };
    const result = JSON.parse(await printed(run, join(folder, "small.yaml"), options));
    expect(result.curves.sgd.diverged).toBe(diverged);
    expect(validates(schemas.result, result)).toBe(true);
    expect(validates(schemas.experiment, result.experiment)).toBe(true);
    const optional = /^without (curves\.[a-z]+(\.divergedAt)?|diagnostics\.\w+)$/;
    expect(schemaHoles(schemas.result, result).filter((hole) => !optional.test(hole))).toEqual([]);
  });

  test.each(["quickstart.yaml", "infinite.yaml"])("run --dry-run of %s", async (file) => {
    const plan = JSON.parse(await printed(run, join(examples, file), { json: true, dryRun: true }));
    expect(validates(schemas["dry-run"], plan)).toBe(true);
    expect(schemaHoles(schemas["dry-run"], plan)).toEqual([]);
  });

  test.each(["milstein", "platen-weak-2"])("order of %s", async (scheme) => {
    const out = join(await temporaryFolder(), "order");
    const flags = { ...quiet, scheme, paths: "100", levels: "2,5", out };
    const report = JSON.parse((await order("tangent", flags)).printed);
    expect(validates(schemas.order, report)).toBe(true);
    const optional = /^without (strong|weak)\.(limit|reason)$/;
    expect(schemaHoles(schemas.order, report).filter((hole) => !optional.test(hole))).toEqual([]);
  });

  test.each(["quickstart.yaml", "adagrad-norm.yaml", "own-loss.yaml"])("predict %s", async (file) => {
    const options = { ...quiet, set: ["horizon=0.1"] };
    const prediction = JSON.parse(await printed(predict, join(examples, file), options));
    expect(validates(schemas.predict, prediction)).toBe(true);
    const optional = /^without reasons\./;
    expect(schemaHoles(schemas.predict, prediction).filter((hole) => !optional.test(hole))).toEqual([]);
    expect(validates(schemas.predict, { ...prediction, experiment: { name: "none" } })).toBe(false);
  });
});

describe("what the library writes is as the schema says", () => {
  const { tinyResult: _, ...whole } = samples;

  test.each(Object.entries(whole))("the result %s", (_, sample) => {
    expect(validates(schemas.result, asWritten(sample()))).toBe(true);
  });

  test("a result of functions and matrices, with statistics of one's own", async () => {
    const own = problem({
      covariance: dense([
        [2, 0.5],
        [0.5, 1],
      ]),
      model: leastSquares(),
    });
    const quadratic = (lambda: number) => lambda * lambda;
    const result = await compare(own, {
      schedule: (t) => 0.1 / (1 + t),
      horizon: 1,
      methods: ["ode", "sgd"],
      runs: 2,
      save: { points: 3, statistics: ["overlaps", { name: "curvature", quadratic }] },
    });
    const json = asWritten(result.toJSON()) as ResultJson;
    expect(json.experiment.schedule).toEqual({ kind: "function" });
    expect(json.curves.ode.curvature).toHaveLength(3);
    expect(validates(schemas.result, json)).toBe(true);
    for (const wrong of [[null, "0", 1], { mean: [0] }, 1]) {
      const curves = { ...json.curves, ode: { ...json.curves.ode, curvature: wrong } };
      expect(validates(schemas.result, { ...json, curves })).toBe(false);
    }
  });

  test("an order that could not be measured is null; NaN is not JSON", () => {
    const report = orderReportOf({ strong: null });
    expect(validates(schemas.order, asWritten(report))).toBe(true);
    expect(validates(schemas.order, orderReportOf({ seed: Number.NaN }))).toBe(false);
  });
});
