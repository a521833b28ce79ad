import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { catalogue } from "../../../sde/index.js";
import { type OrderFlags, readOrderFlags } from "../../../src/cli/order-flags.js";
import { order } from "./order-here.js";

const folder = await mkdtemp(join(tmpdir(), "hsgd-order-"));
afterAll(() => rm(folder, { recursive: true }));
await writeFile(join(folder, "file"), "mine");

describe("what is asked for", () => {
  test("has every default filled in", () => {
    const { request } = readOrderFlags("tangent", { scheme: "milstein" });
    expect(request).toEqual({
      problem: "tangent",
      scheme: "milstein",
      seed: 1,
      strong: { levels: [4, 9], paths: 1000 },
      weak: { levels: [2, 7], paths: 10_000 },
    });
  });

  test("is what the flags say", () => {
    const flags = { scheme: "milstein", kind: "weak", levels: "1..5", paths: "300", seed: "0" };
    expect(readOrderFlags("tangent", flags).request).toEqual({
      problem: "tangent",
      scheme: "milstein",
      seed: 0,
      strong: null,
      weak: { levels: [1, 5], paths: 300 },
    });
  });
});

describe("lists", () => {
  test("without a problem they are of all, with the schemes that fit", async () => {
    const { printed } = await order(undefined, {});
    for (const { name } of catalogue) expect(printed).toContain(`\n${name}\n`);
    expect(printed).toMatch(/\nkubo-oscillator\n.*\n {4}Stratonovich, scalar noise; .*heun/);
  });

  test("with a scheme alone they are of the problems that it fits", async () => {
    const { printed } = await order(undefined, { scheme: "sra1" });
    expect(printed).toMatch(/^Problems that sra1 fits:\n\nfading-noise\n/);
    expect(printed).not.toContain("tangent");
    expect(printed).toMatch(/Next: hsgd order PROBLEM --scheme sra1\n$/);
  });
});

describe("what cannot be measured is refused in a sentence, and nothing is written", () => {
  const scheme = "milstein";
  test.each<[string, OrderFlags, RegExp]>([
    ["tangnt", {}, /^the problem is "tangnt", the nearest being tangent; it must be one of /],
    ["tangent", {}, /^--scheme is missing; those that fit tangent are euler-maruyama, /],
    ["tangent", { scheme: "milstien" }, /^the scheme is "milstien", the nearest being milstein; /],
    ["tangent", { scheme: "heun" }, /^heun converges to the stratonovich solution .*schemes that fit are /],
    ["tangent", { scheme: "sra1" }, /^sra1 does not fit diagonal noise, .*schemes that fit are /],
    [
      "tangent",
      { scheme, kind: "week" },
      /^--kind is "week", the nearest being weak; give strong, weak or both\.$/,
    ],
    ["tangent", { scheme, levels: "3" }, /^--levels is "3"; give two whole numbers, as 4,9/],
    ["tangent", { scheme, levels: "3,4" }, /^--levels are \[3, 4\]; an order needs /],
    ["tangent", { scheme, levels: "20,30" }, /^--levels are \[20, 30\]; a path is drawn at 30, and 24 is /],
    ["tangent", { scheme, paths: "9" }, /^--paths is 9; it must be a whole number of at least 50/],
    ["tangent", { scheme, paths: "1e3" }, /^--paths is "1e3"; give a whole number from 0 to 2\^53 - 1\.$/],
    ["tangent", { scheme, seed: "x" }, /^--seed is "x"; give a whole number from 0 /],
    ["tangent", { scheme, seed: "9007199254740993" }, /^--seed is "9007199254740993"; give a whole number/],
    ["tangent", { scheme, out: "" }, /^The output folder's name is empty; /],
    [
      "tangent",
      { scheme, out: join(folder, "file", "below") },
      /file.below cannot be written: it or a part /,
    ],
    [
      "tangent",
      { scheme, out: "/proc/orders" },
      /^\/proc\/orders cannot be written: the system makes no folder/,
    ],
  ])("%s %j", async (problem, flags, sentence) => {
    const error = await order(problem, { out: join(folder, "out"), ...flags }).catch((reason) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toContain("\n");
    expect(await readdir(folder)).toEqual(["file"]);
  });
});
