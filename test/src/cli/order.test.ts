import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPng } from "../../kit/png.js";
import { hsgd, start } from "./command-line.js";

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
    expect(report).toMatchObject({
      format: "homogenized-sgd/order",
      version: 1,
      scheme: "milstein",
      seed: 1,
      problem: { name: "tangent" },
    });
    expect(report.strong).toMatchObject({ outcome: "measured", declared: 1, paths: 100 });
    expect(report.strong.levels.map(({ step }: { step: number }) => step)).toEqual([
      0.25, 0.125, 0.0625, 0.03125,
    ]);
    expect(stdout).toContain(`order ${report.strong.order.toFixed(2)}, 95 % interval [`);
    expect(stdout).toMatch(/; declared 1: (as declared|too wide to say)/);
    expect(stdout).toMatch(
      /^tangent: dX = .*; Itô, diagonal noise\n {2}milstein from t = 0 to 1; seed 1\n\nstrong: /,
    );
    expect(readPng(readFileSync(join(out, "figure.png"))).width).toBe(2160);
    expect(readFileSync(join(out, "figure.svg"), "utf8")).toContain("milstein on tangent");
  });

  test("the same again is shown, not made again; another is refused, and with --fresh moves it aside", async () => {
    const command = ["order", "tangent", "--scheme", "milstein", ...small];
    const file = join(folder, "out", "order-tangent-milstein", "order.json");
    const before = readFileSync(file, "utf8");
    const again = await hsgd(folder, ...command, "--json", "--quiet");
    expect(again).toEqual({ code: 0, stdout: before, stderr: "" });
    // Defaults are what they are whether they are said or not, and a figure that is gone is drawn again.
    await rm(join(folder, "out", "order-tangent-milstein", "figure.png"));
    const shown = await hsgd(folder, ...command, "--kind", "both", "--seed", "1");
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/^tangent: /);
    expect(shown.stderr).toBe(
      `${join("out", "order-tangent-milstein")} holds this measurement: shown, not made again (--fresh makes it again).\n`,
    );
    expect(await readdir(join(folder, "out", "order-tangent-milstein"))).toContain("figure.png");
    const other = await hsgd(folder, ...command, "--seed", "2", "--quiet");
    expect(other).toEqual({
      code: 2,
      stdout: "",
      stderr: `hsgd: ${join("out", "order-tangent-milstein")} holds another measurement; choose another folder (--out), or move the old one aside with --fresh.\n`,
    });
    expect(readFileSync(file, "utf8")).toBe(before);
    const fresh = await hsgd(folder, ...command, "--seed", "2", "--fresh", "--json");
    expect(JSON.parse(fresh.stdout)).toMatchObject({ seed: 2 });
    expect(fresh.stderr).toContain("tangent: dX =");
    expect(fresh.stderr).toContain(
      `Moved the older measurement to ${join("out", "order-tangent-milstein.1")}.\n`,
    );
    expect(readFileSync(join(folder, "out", "order-tangent-milstein.1", "order.json"), "utf8")).toBe(before);
    expect(readFileSync(file, "utf8")).toBe(fresh.stdout);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends it with nothing written", async (signal, expected) => {
    const { child, finished, says } = start(
      folder,
      ...[
        "order",
        "tangent",
        "--scheme",
        "milstein",
        "--paths",
        "1000000",
        "--out",
        "stopped",
        "--levels",
        "0,2",
      ],
      ...["--kind", "weak"],
    );
    await says("Measuring milstein on tangent, seed 1");
    child.kill(signal);
    expect(await finished).toEqual({
      code: expected,
      stdout: "",
      stderr: `Measuring milstein on tangent, seed 1\nhsgd: interrupted by ${signal} before all paths were done; nothing was written.\n`,
    });
    expect(await readdir(folder)).not.toContain("stopped");
  });
});
