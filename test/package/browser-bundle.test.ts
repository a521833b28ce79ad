import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bundle, inBareContext, strangers } from "./bundle.js";

const root = join(import.meta.dirname, "..", "..");
const scratch = mkdtempSync(join(tmpdir(), "hsgd-bundle-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const written = (name: string, text: string): string => {
  writeFileSync(join(scratch, name), text);
  return join(scratch, name);
};

const tinyRun = `(({ simulate, identity, leastSquares, gaussian, constant }) => JSON.stringify(["ode", "hsgd", "sgd"].map(
  (method) => Array.from(simulate(
    { dimension: 20, covariance: identity(), model: leastSquares({ noiseStd: 0.5 }), target: gaussian({ norm: 1 }) },
    { method, schedule: constant(0.7), horizon: 2, seed: 1, save: { points: 5 } }).statistics.risk))))`;

describe.each([
  ["homogenized-sgd", "src/index.ts", "simulate"],
  ["homogenized-sgd/sde", "sde/index.ts", "solve"],
  ["homogenized-sgd/estimators", "estimators/index.ts", "quantiles"],
])("%s in a browser", (_, entry, member) => {
  it("builds without a module of Node or a room of the command, and loads where there is no Node", async () => {
    const { code, modules, builtins } = await bundle(join(root, entry), root);
    expect(builtins).toEqual([]);
    expect(strangers(modules, root)).toEqual([]);
    expect(modules).toContain(join(root, entry));
    expect(inBareContext(code, `typeof bundle.${member}`)).toBe("function");
  });
});

describe("the bundled main entry", () => {
  it("gives the bits that the modules give", async () => {
    const { code } = await bundle(join(root, "src/index.ts"), root);
    const here = new Function("library", `return ${tinyRun}(library)`);
    const bare = inBareContext(code, `${tinyRun}(bundle)`);
    expect(bare).toMatch(/^\[\[0\.\d+,/);
    expect(bare).toBe(here(await import("../../src/index.js")));
  });
});

describe("the check itself", () => {
  it("notices a module of Node", async () => {
    const file = written(
      "a.ts",
      'import { readFileSync } from "node:fs"; export const a = () => readFileSync("a");',
    );
    const { builtins } = await bundle(file, scratch);
    expect(builtins).toEqual(["node:fs"]);
  });

  it("notices Node's globals at load", async () => {
    const { code } = await bundle(written("b.ts", "export const b = process.cwd();"), scratch);
    expect(() => inBareContext(code, "bundle.b")).toThrow("process is not defined");
  });

  it("notices rooms and packages of the command", () => {
    const modules = [
      "/home/a/src/report/figure.ts",
      "/home/a/src/models/a.ts",
      "/home/a/node_modules/vega/build/vega.js",
    ];
    expect(strangers(modules, "/home/a")).toEqual(["src/report/figure.ts", "vega"]);
  });
});
