/** The figures of the papers in their quick versions, made as their users make them: by the built command. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type AcrossDimensions, distancesAcross } from "../../examples/figures/concentration.js";
import { settledLineSearch } from "../../examples/figures/two-eigenvalues.js";
import type { FigureReport } from "../../src/node/index.js";
import { readFace } from "../kit/true-type.js";
import { hsgd, temporaryFolder } from "../src/cli/command-line.js";

const sources = join(import.meta.dirname, "..", "..", "examples", "figures");
const helpers = ["concentration.ts", "index.ts", "two-eigenvalues.ts"];
const face = readFace(readFileSync(join(sources, "..", "..", "assets", "fonts", "SourceSans3-Regular.ttf")));
const names = readdirSync(sources)
  .filter((file) => file.endsWith(".ts") && !helpers.includes(file))
  .map((file) => file.replace(".ts", ""))
  .sort();

describe("the figures of the papers", () => {
  it("are all listed", async () => {
    const { stdout } = await hsgd(await temporaryFolder(), "figure");
    const listed = [...stdout.matchAll(/^([a-z-]+) {2,}/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(names);
  });

  it.each(names)(
    "%s comes out as theory has it, and its file says after which figure, and what to expect",
    async (name) => {
      const folder = await temporaryFolder();
      const { code, stdout } = await hsgd(folder, "figure", name, "--json");
      expect(code).toBe(0);
      const report: FigureReport = JSON.parse(stdout);
      expect(report.name).toBe(name);
      expect(report.outcomes.length).toBeGreaterThan(0);
      expect(report.outcomes.filter(({ holds }) => !holds)).toEqual([]);
      // What a figure calls −½ could not be called 0 or −1.
      for (const { what, value, interval } of report.outcomes.filter((one) => one.what.startsWith("slope")))
        expect(what + [value! < -0.25, value! > -0.75, interval![1]! < 0, interval![0]! > -1]).toBe(
          `${what}true,true,true,true`,
        );
      const svg = readFileSync(join(folder, "out", `figure-${name}`, "figure.svg"), "utf8");
      const said = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words).join("");
      expect([...said].filter((character) => !face.has(character))).toEqual([]);
      const text = readFileSync(join(sources, `${name}.ts`), "utf8");
      const head = text.slice(0, text.indexOf("*/"));
      for (const part of [
        /\n \* After .*arXiv:\d{4}\.\d{5}/,
        / {3}quick /,
        / {3}full /,
        /\n \* Expected[:,]/,
      ])
        expect(head).toMatch(part);
      expect(text).toContain(report.after.split("(")[0]);
    },
  );
});

describe("the slope of sup-distances", () => {
  /** Twelve runs at each dimension that keep off an ODE of 1 by (1 + run/10) d^power. */
  const made = (power: number): AcrossDimensions => {
    const dimensions = [64, 128, 256, 512];
    return {
      dimensions,
      results: dimensions.map((d) => ({
        times: Float64Array.of(0, 1),
        runs: (method) =>
          method === "ode"
            ? [Float64Array.of(1, 0.5)]
            : Array.from({ length: 12 }, (_, run) => Float64Array.of(1, 0.5 + (1 + run / 10) * d ** power)),
      })),
    };
  };

  it.each([
    [-0.5, true],
    [0, false],
    [-0.2, false],
    [-1, false],
  ])("of runs off by d^%d is that, and counts as −½: %s", (power, holds) => {
    const { curve, outcome } = distancesAcross(made(power), {
      method: "sgd",
      statistic: "risk",
      name: "risk",
      look: "sgd",
    });
    expect(outcome.value).toBeCloseTo(power, 10);
    expect(outcome.holds).toBe(holds);
    expect(curve.y[0]).toBeCloseTo(1.55 * 64 ** power, 10);
  });
});

describe("where line search settles on two eigenvalues", () => {
  /** (log s₁ − log s₂)' at the quotient q of s₁ over s₂, from the equations of the two parts. */
  function drift(q: number, [a, b]: readonly number[], [v, w]: readonly number[]): number {
    const tau2 = v * a * a + w * b * b;
    const V = a * q + b;
    const rate = (a * a * q + b * b) / (tau2 * V);
    return -2 * rate * (a - b) + rate * rate * V * ((a * v) / q - b * w);
  }

  it.each([
    [1.6, 0.4, 0.5],
    [1, 0.25, 0.5],
    [16.5, 0.5, 1 / 32],
    [3, 2.9, 0.7],
  ])("the quotient stands still, and nearby is drawn to it: λ = %d, %d, w = %d", (a, b, v) => {
    const eigenvalues = [a, b] as const;
    const weights = [v, 1 - v] as const;
    const { quotient, rate } = settledLineSearch({ eigenvalues, weights });
    expect(Math.abs(drift(quotient, eigenvalues, weights))).toBeLessThan(1e-12);
    expect(drift(0.9 * quotient, eigenvalues, weights)).toBeGreaterThan(0);
    expect(drift(1.1 * quotient, eigenvalues, weights)).toBeLessThan(0);
    const tau2 = v * a * a + (1 - v) * b * b;
    expect(rate).toBeGreaterThan(b / tau2);
    expect(rate).toBeLessThan(a / tau2);
  });
});
