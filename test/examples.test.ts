/** The examples that are programs, run as their users run them: built, and importing the package by its name. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { readPng } from "./kit/png.js";

const built = join(import.meta.dirname, "..", "dist", "examples");
const run = async (program: string) => {
  if (!existsSync(built)) throw new Error("dist/examples is missing: run npm run build first");
  const cwd = await mkdtemp(join(tmpdir(), "hsgd-example-"));
  const { stdout } = await promisify(execFile)(process.execPath, [join(built, program)], { cwd });
  return { cwd, stdout };
};

async function expectFigure(cwd: string, name: string): Promise<void> {
  const folder = join(cwd, "out", "examples");
  expect((await readdir(folder)).sort()).toEqual([`${name}.png`, `${name}.svg`]);
  const { width, height } = readPng(await readFile(join(folder, `${name}.png`)));
  expect(width).toBeGreaterThan(1000);
  expect(height).toBeGreaterThan(500);
}

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

  /** The value printed after these words, with its standard error where there is one, and the exact one. */
  const printed = (stdout: string, words: string) => {
    const pattern = new RegExp(`${words} ([\\d.]+)(?: ± ([\\d.]+))?, exact ([\\d.]+)`);
    const [, value, error, exact] = pattern.exec(stdout)!;
    return { value: Number(value), error: Number(error), exact: Number(exact) };
  };

  it.each([
    ["geometric-brownian-motion", "mean at t = 2:"],
    ["cox-ingersoll-ross", "mean at t = 1:"],
    ["lotka-volterra", "E V at t = 20:"],
  ])("sde/%s.ts draws a figure, and what it prints is the exact value up to chance", async (name, words) => {
    const { cwd, stdout } = await run(`sde/${name}.js`);
    const { value, error, exact } = printed(stdout, words);
    // Euler's own bias at the step of 0.01 taken for Cox–Ingersoll–Ross is κh/2 of the mean, 0.005.
    expect(Math.abs(value - exact)).toBeLessThan(4.5 * error + (name === "cox-ingersoll-ross" ? 0.005 : 0));
    await expectFigure(cwd, name);
  });

  it("sde/double-well.ts has the mean exit time where the bridge is drawn, and misses it where not", async () => {
    const { cwd, stdout } = await run("sde/double-well.js");
    const exact = Number(/exact ([\d.]+)/.exec(stdout)![1]);
    const [, between, error, ends, otherError] =
      /step 0.025: with the bridge ([\d.]+) ± ([\d.]+), step ends alone ([\d.]+) ± ([\d.]+)/.exec(stdout)!;
    // The drift's own bias is of order h: 0.4 seen at h = 0.1, so 0.1 here.
    expect(Math.abs(Number(between) - exact)).toBeLessThan(4.5 * Number(error) + 0.1);
    expect(Number(ends) - exact).toBeGreaterThan(4.5 * Number(otherError));
    await expectFigure(cwd, "double-well");
  });

  it("sde/ornstein-uhlenbeck.ts settles at Euler–Maruyama's own stationary variance", async () => {
    const { cwd, stdout } = await run("sde/ornstein-uhlenbeck.js");
    await expectFigure(cwd, "ornstein-uhlenbeck");
    const [, measured, discrete] = /variance at t = 8: ([\d.]+); σ²\/\(2θ − θ²h\) = ([\d.]+)/.exec(stdout)!;
    // 20 000 paths: the relative standard error of a variance is √(2/n) = 1 %.
    expect(Math.abs(Number(measured) / Number(discrete) - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 20_000));
  });
});
