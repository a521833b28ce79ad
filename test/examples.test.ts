/** The examples that are programs, run as their users run them: built, and importing the package by its name. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const built = join(import.meta.dirname, "..", "dist", "examples");
const run = async (program: string) => {
  if (!existsSync(built)) throw new Error("dist/examples is missing: run npm run build first");
  const cwd = await mkdtemp(join(tmpdir(), "hsgd-example-"));
  const { stdout } = await promisify(execFile)(process.execPath, [join(built, program)], { cwd });
  return { cwd, stdout };
};

describe("examples", () => {
  it("quickstart.ts compares three dynamics and writes their report", async () => {
    const { cwd, stdout } = await run("quickstart.js");
    expect(stdout).toContain("out/quickstart/figure.png");
    const folder = join(cwd, "out", "quickstart");
    expect((await readdir(folder)).sort()).toEqual(["curves.csv", "figure.png", "figure.svg", "result.json"]);
    const { agreement } = JSON.parse(await readFile(join(folder, "result.json"), "utf8"));
    const risk = agreement.filter((entry: { statistic: string }) => entry.statistic === "risk");
    // Sup-distances of order d^(−1/2) = 0.022 at d = 2000.
    for (const { supDistance } of risk.slice(0, 2)) expect(supDistance.median).toBeLessThan(0.05);
  });

  it("sde/ornstein-uhlenbeck.ts settles at Euler–Maruyama's own stationary variance", async () => {
    const { stdout } = await run("sde/ornstein-uhlenbeck.js");
    const [, measured, discrete] = /variance at t = 8: ([\d.]+); σ²\/\(2θ − θ²h\) = ([\d.]+)/.exec(stdout)!;
    // 20 000 paths: the relative standard error of a variance is √(2/n) = 1 %.
    expect(Math.abs(Number(measured) / Number(discrete) - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 20_000));
  });
});
