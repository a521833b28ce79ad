import { readFileSync } from "node:fs";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../../sde/index.js";
import { readPng } from "../../kit/png.js";
import { hsgd } from "./command-line.js";

const folder = await mkdtemp(join(tmpdir(), "hsgd-order-"));
const small = ["--paths", "100", "--levels", "2,5"];

describe("hsgd order", () => {
  test("prints both orders and writes order.json and the figure", async () => {
    const { code, stdout, stderr } = await hsgd(folder, "order", "tangent", "--scheme", "milstein", ...small);
    expect({ code, last: stderr.trimEnd().split("\n").at(-1) }).toEqual({
      code: 0,
      last: "Wrote out/order-tangent-milstein: order.json, figure.svg, figure.png.",
    });
    const out = join(folder, "out", "order-tangent-milstein");
    expect((await readdir(out)).sort()).toEqual(["figure.png", "figure.svg", "order.json"]);
    const report = JSON.parse(readFileSync(join(out, "order.json"), "utf8"));
    expect(report).toMatchObject({ version: 1, scheme: "milstein", seed: 1, problem: { name: "tangent" } });
    expect(report.strong).toMatchObject({ outcome: "measured", declared: 1, paths: 100 });
    expect(report.strong.levels.map(({ step }: { step: number }) => step)).toEqual([
      0.25, 0.125, 0.0625, 0.03125,
    ]);
    expect(stdout).toContain(`order ${report.strong.order.toFixed(2)}, 95 % interval [`);
    expect(stdout).toMatch(
      /^tangent: dX = .*; Itô, diagonal noise\n {2}milstein from t = 0 to 1; seed 1\n\nstrong: /,
    );
    expect(readPng(readFileSync(join(out, "figure.png"))).width).toBe(2160);
    expect(readFileSync(join(out, "figure.svg"), "utf8")).toContain("milstein on tangent");
  });

  test("the same again leaves the same bytes, with --json on standard output; another is refused", async () => {
    const command = ["order", "tangent", "--scheme", "milstein", ...small];
    const file = join(folder, "out", "order-tangent-milstein", "order.json");
    const before = readFileSync(file, "utf8");
    const again = await hsgd(folder, ...command, "--json", "--quiet");
    expect(again).toEqual({ code: 0, stdout: before, stderr: "" });
    const other = await hsgd(folder, ...command, "--seed", "2", "--quiet");
    expect(other).toEqual({
      code: 2,
      stdout: "",
      stderr: `hsgd: ${join("out", "order-tangent-milstein", "order.json")} holds another measurement; choose another folder (--out), or move it away.\n`,
    });
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("an order that noise hides is called undecided, not a number", async () => {
    const { code, stdout } = await hsgd(
      folder,
      "order",
      "tangent",
      "--scheme",
      "platen-weak-2",
      ...small,
      "--out",
      "hidden",
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/order undecided; declared 2\nnoise hides the bias/);
    const { weak } = JSON.parse(readFileSync(join(folder, "hidden", "order.json"), "utf8"));
    expect(weak).toMatchObject({ outcome: "undecided", order: null, interval: [null, null] });
  });

  test("without a problem lists them all, with the schemes that fit", async () => {
    const { code, stdout } = await hsgd(folder, "order");
    expect(code).toBe(0);
    for (const { name } of catalogue) expect(stdout).toContain(`\n${name}\n`);
    expect(stdout).toMatch(/\nkubo-oscillator\n.*\n {4}stratonovich, scalar noise; .*heun/);
  });

  test.each([
    [["tangnt"], /^hsgd: the problem is "tangnt", the nearest being tangent; it must be one of /],
    [["tangent"], /^hsgd: --scheme is missing; those that fit tangent are euler-maruyama, /],
    [["tangent", "--scheme", "milstien"], /^hsgd: the scheme is "milstien", the nearest being milstein; /],
    [
      ["tangent", "--scheme", "heun"],
      /^hsgd: heun converges to the stratonovich solution .*schemes that fit are /,
    ],
    [
      ["tangent", "--scheme", "milstein", "--levels", "3"],
      /^hsgd: --levels is "3"; give two whole numbers, as 4,9/,
    ],
    [["tangent", "--scheme", "milstein", "--levels", "3,4"], /^hsgd: levels are \[3, 4\]; an order needs /],
    [["tangent", "--scheme", "milstein", "--paths", "9"], /^hsgd: paths is 9; /],
    [
      ["tangent", "--scheme", "milstein", "--paths", "1e3"],
      /^hsgd: --paths is "1e3"; give a whole number\.$/,
    ],
    [["tangent", "--scheme", "milstein", "--seed", "x"], /^hsgd: --seed is "x"; give a whole number\.$/],
    [["tangent", "--scheme", "milstein", "--out", ""], /^hsgd: The output folder's name is empty; /],
    [
      ["tangent", "--scheme", "milstein", "--out", "file/below"],
      /^hsgd: file\/below cannot be written: it or a part/,
    ],
  ])("%j: one sentence, exit 2, nothing written", async (words, sentence) => {
    await writeFile(join(folder, "file"), "mine");
    const before = await readdir(folder);
    const { code, stdout, stderr } = await hsgd(folder, "order", ...words);
    const lines = stderr
      .trimEnd()
      .split("\n")
      .filter((line) => !line.startsWith("  "));
    expect({ code, stdout, lines: lines.length }).toEqual({ code: 2, stdout: "", lines: 1 });
    expect(lines[0]).toMatch(sentence);
    expect(await readdir(folder)).toEqual(before);
  });
});
