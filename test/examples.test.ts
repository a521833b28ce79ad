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
const run = async (program: string, ...words: string[]) => {
  if (!existsSync(built)) throw new Error("dist/examples is missing: run npm run build first");
  const cwd = await mkdtemp(join(tmpdir(), "hsgd-example-"));
  const { stdout } = await promisify(execFile)(process.execPath, [join(built, program), ...words], { cwd });
  return { cwd, stdout };
};

/** As wide as a page, in the package's letters, and with something in it. */
async function expectFigure(folder: string, name: string): Promise<void> {
  expect((await readdir(folder)).sort()).toEqual([`${name}.png`, `${name}.svg`]);
  expect(await readFile(join(folder, `${name}.svg`), "utf8")).toContain("Source Sans 3");
  const { width, height, red } = readPng(await readFile(join(folder, `${name}.png`)));
  expect(width).toBe(3 * 720);
  // The panels, their axes, titles and one to three rows of keys.
  expect(height).toBeGreaterThanOrEqual(3 * (220 + 46 + 28 + 17));
  expect(height).toBeLessThanOrEqual(3 * (220 + 46 + 28 + 3 * 17));
  let dark = 0;
  for (let x = 0; x < width; x++) for (let y = 0; y < height; y++) if (red(x, y) < 60) dark++;
  expect(dark / (width * height)).toBeGreaterThan(0.003);
  expect(dark / (width * height)).toBeLessThan(0.2);
}

/** The line in which these words are. */
function lineWith(stdout: string, words: string): string {
  const line = stdout.split("\n").find((one) => one.includes(words));
  if (line === undefined) throw new Error(`"${words}" is not in\n${stdout}`);
  return line;
}

interface Printed {
  readonly value: number;
  /** NaN where none is printed. */
  readonly error: number;
}

/** The number after these words, with its standard error where "±" has one. */
function printed(line: string, words: string): Printed {
  const rest = line.includes(words) ? line.slice(line.indexOf(words) + words.length) : "";
  const found = /^ (\d+\.\d+)(?: ± (\d+\.\d+))?/.exec(rest);
  if (!found) throw new Error(`"${words}" is not followed by a number in "${line}"`);
  return { value: Number(found[1]), error: Number(found[2]) };
}

const holds = ({ value, error }: Printed, exact: number, bias = 0) =>
  Math.abs(value - exact) < 4.5 * error + bias;

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

  it("sde/geometric-brownian-motion.ts has the exact mean, and both orders in their intervals", async () => {
    const { cwd, stdout } = await run("sde/geometric-brownian-motion.js");
    const exact = Math.exp(0.6);
    const line = lineWith(stdout, "mean at t = 2");
    expect(printed(line, "exact").value).toBeCloseTo(exact, 4);
    expect(holds(printed(line, "mean at t = 2:"), exact)).toBe(true);
    const orderOf = (scheme: string) =>
      /\[([\d.]+), ([\d.]+)\]/
        .exec(lineWith(stdout, `${scheme}: strong order`))!
        .slice(1)
        .map(Number);
    for (const [scheme, order] of [["euler-maruyama", 0.5] as const, ["milstein", 1] as const]) {
      const [low, high] = orderOf(scheme);
      expect(low).toBeLessThan(order);
      expect(high).toBeGreaterThan(order);
      expect(high - low).toBeLessThan(0.2);
    }
    await expectFigure(join(cwd, "out", "examples"), "geometric-brownian-motion");
  });

  it("sde/ornstein-uhlenbeck.ts settles at each scheme's own variance, exponential Euler's being exact", async () => {
    const { cwd, stdout } = await run("sde/ornstein-uhlenbeck.js", "figures");
    for (const h of [0.1, 0.2, 0.4, 0.8]) {
      const line = lineWith(stdout, `step ${h}:`);
      const own = 0.25 / (2 - h);
      expect(Math.abs(printed(line, "its own").value - own)).toBeLessThan(6e-5);
      expect(holds(printed(line, "euler-maruyama"), own)).toBe(true);
      if (h > 0.1) expect(holds(printed(line, "euler-maruyama"), 0.125)).toBe(false);
      expect(holds(printed(line, "exponential-euler"), 0.125)).toBe(true);
    }
    await expectFigure(join(cwd, "figures"), "ornstein-uhlenbeck");
  });

  it("sde/cox-ingersoll-ross.ts loses Euler–Maruyama and has the exact mean by two schemes", async () => {
    const { cwd, stdout } = await run("sde/cox-ingersoll-ross.js", "figures");
    expect(stdout).toContain("euler-maruyama: diverged");
    const exact = 0.5 + 1.5 * Math.exp(-1);
    // What fifty steps of 0.02 make of e^{−1}.
    const bias = 1.5 * (Math.exp(-1) - 0.98 ** 50);
    for (const scheme of ["full-truncation-euler", "drift-implicit-square-root-euler"]) {
      const line = lineWith(stdout, `${scheme}: mean`);
      expect(printed(line, "exact").value).toBeCloseTo(exact, 4);
      expect(holds(printed(line, "mean at t = 1:"), exact, bias)).toBe(true);
    }
    await expectFigure(join(cwd, "figures"), "cox-ingersoll-ross");
  });

  it("sde/lotka-volterra.ts has the growth of E V that Itô's formula gives", async () => {
    const { cwd, stdout } = await run("sde/lotka-volterra.js", "figures");
    const before = 1.6 - Math.log(1.6) + 1;
    const after = before + 0.15 ** 2 * 20;
    const line = lineWith(stdout, "E V at t = 20");
    expect(printed(line, "exact").value).toBeCloseTo(after, 4);
    expect(holds(printed(line, "E V at t = 20:"), after)).toBe(true);
    expect(holds(printed(line, "E V at t = 20:"), before)).toBe(false);
    await expectFigure(join(cwd, "figures"), "lotka-volterra");
  });

  it("sde/double-well.ts has the mean exit time by the bridge, and without it that of a level further away", async () => {
    const { cwd, stdout } = await run("sde/double-well.js", "figures");
    // The double integral by adaptive Gauss–Legendre quadrature of 20 digits: 5.90499591.
    const exact = 5.904996;
    expect(printed(lineWith(stdout, "mean first passage"), "exact").value).toBeCloseTo(exact, 4);
    const line = lineWith(stdout, "step 0.025:");
    // The drift's own error is of order h: 0.3 seen at h = 0.1, so less than 0.1 here.
    expect(holds(printed(line, "with the bridge"), exact, 0.1)).toBe(true);
    expect(holds(printed(line, "step ends alone"), exact)).toBe(false);
    expect(holds(printed(line, "step ends alone"), printed(line, "expected").value, 0.1)).toBe(true);
    await expectFigure(join(cwd, "figures"), "double-well");
  });
});
