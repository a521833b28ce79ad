import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimedValue, differs } from "./kit/claims.js";
import {
  compileExample,
  docstringExamples,
  type Example,
  entries,
  load,
  proseExamples,
  runExample,
} from "./kit/examples.js";
import { documentedExports } from "./kit/exports.js";

const root = join(import.meta.dirname, "..");

const filesUnder = (folder: string, ending: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(ending))
        .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
        .sort()
    : [];
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const examples: Example[] = [
  ...["estimators", "sde", "src"].flatMap((floor) =>
    filesUnder(floor, ".ts").flatMap((file) => docstringExamples(file, read(file))),
  ),
  ...["README.md", ...filesUnder("docs", ".md")]
    .filter((file) => existsSync(join(root, file)))
    .flatMap((file) => proseExamples(file, read(file))),
];

describe("every example prints what it says", () => {
  // An example may write files; they belong nowhere in the repository.
  const before = process.cwd();
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "examples-"));
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
  for (const example of examples)
    it(`${example.file}:${example.line}`, async () => {
      await runExample(example);
    });
});

describe("every exported function has an example", () => {
  for (const [name, entry] of Object.entries(entries))
    it(name, async () => {
      const module = await load(name);
      const documented = documentedExports(entry);
      const missing = Object.keys(module)
        .filter((key) => typeof module[key] === "function" && !documented.get(key)?.example)
        .map((key) => `${key} (${documented.get(key)?.file ?? entry})`);
      expect(Object.keys(module).filter((key) => !documented.has(key))).toEqual([]);
      expect(missing).toEqual([]);
    });
});

describe("the runner", () => {
  const example = (code: string): Example => ({ file: "made-up.md", line: 10, code });
  const run = (code: string) => runExample(example(code));

  it("runs imports, types, awaits and claims over several lines", async () => {
    await run(`import { type Bands, quantiles as of, InputError } from "homogenized-sgd/estimators";
import type { Moments } from "homogenized-sgd/estimators";
const typed: readonly number[] = [1, 2];
const half = of(typed, [0.5])[0]; // => 1.5
await Promise.resolve({
  a: [half],
}); // => { "a": [1.5] }
new InputError("no") instanceof Error; // => true
Float64Array.of(1 / 3, 2 / 3); // => [0.333, 0.66667]
undefined; // => undefined
"text"; // => "text"`);
  });

  it("fails a wrong value and says where", async () => {
    await expect(run("1 + 1; // => 2\n1 + 2; // => 4")).rejects.toThrow(
      "made-up.md:11: the value is 3, not 4",
    );
  });

  it.each([
    ["2.4; // => 2"],
    ["1 / 3; // => 0.334"],
    ["const third = 1 / 3; // => 0.3334"],
    ["[1, 2]; // => [1]"],
    ["({ a: 1, b: 2 }); // => { a: 1 }"],
    ["({ a: 1 }); // => { a: 1, b: undefined }"],
    ['"1"; // => 1'],
    ["NaN; // => 0"],
    ["Infinity; // => NaN"],
    ["null; // => undefined"],
    ["0; // => false"],
    ["throw new Error('escapes');"],
    ['import { noSuchName } from "homogenized-sgd/estimators";'],
    ['import { a } from "homogenized-sgd/nowhere";'],
  ])("fails %s", async (code) => {
    await expect(run(code)).rejects.toThrow();
  });

  it("refuses a claim that nothing checks", () => {
    expect(() => compileExample(example("// => 3"))).toThrow("do not follow a statement");
    expect(() => compileExample(example("if (true) { 1; // => 2\n}"))).toThrow("do not follow a statement");
    expect(() => compileExample(example("const { a } = { a: 1 }; // => 1"))).toThrow("named constant");
    expect(() => compileExample(example("1; // => one"))).not.toThrow();
    expect(() => claimedValue("one")).toThrow("not a literal");
  });

  it("holds a number to the digits printed", () => {
    const holds = (value: number, text: string) => differs(value, claimedValue(text)) === undefined;
    expect(holds(0.12345, "0.123")).toBe(true);
    expect(holds(0.1236, "0.123")).toBe(false);
    expect(holds(1.2346e-7, "1.235e-7")).toBe(true);
    expect(holds(1.2356e-7, "1.235e-7")).toBe(false);
    expect(holds(-0.5, "-0.5")).toBe(true);
    expect(holds(0.1 + 0.2, "0.3")).toBe(true);
    expect(holds(400.4, "400")).toBe(false);
  });

  it("finds the blocks, their lines, and the tags that leave one out", () => {
    const prose = "a\n```ts\n1;\n```\n```ts no-run\n2;\n```\n```sh\n3\n```\n";
    expect(proseExamples("a.md", prose)).toEqual([{ file: "a.md", line: 3, code: "1;" }]);
    const source =
      "\n/**\n * One.\n *\n * ```ts\n * 0;\n * ```\n * @example\n * ```ts\n * 1;\n *   2;\n * ```\n */\n";
    expect(docstringExamples("a.ts", source)).toEqual([{ file: "a.ts", line: 10, code: "1;\n  2;" }]);
    expect(() => proseExamples("a.md", "```ts\n1;")).toThrow("never closed");
  });
});
