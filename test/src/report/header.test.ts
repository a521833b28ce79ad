import { describe, expect, it } from "vitest";
import type { ResultJson } from "../../../src/comparison/index.js";
import { layOutHeader, textSize, titleSize } from "../../../src/report/header.js";
import { textWidth } from "../../../src/report/text-width.js";
import {
  divergedResult,
  odeOnlyResult,
  partialResult,
  partialWithoutSgd,
  plainResult,
  rowsResult,
  tinyResult,
} from "../../kit/sample-result.js";

const width = 648;

describe("layOutHeader", () => {
  it("says the experiment in one line and what lines and bands are", () => {
    const header = layOutHeader(plainResult(), width);
    expect(header.title.text).toBe("two-atoms");
    expect(header.setting.map(({ text }) => text)).toEqual([
      "least squares, noise std 0.5 · d = 60 · eigenvalues 1.6 (50 %), 0.4 (50 %) · γ = 0.7 · 24 runs each",
    ]);
    expect(header.diverged).toEqual([]);
    expect(header.legend.map(({ label }) => label.text)).toEqual(["SGD", "homogenized SGD", "ODE"]);
    expect(header.note.text).toBe("(line: median; band: 10–90 % of runs)");
  });

  it("counts the diverged runs", () => {
    const { diverged } = layOutHeader(divergedResult(), width);
    expect(diverged[0].text).toMatch(
      /^\d+ of 24 runs of SGD diverged, the first at t = \d\.\d+ \(ticks at the top;/,
    );
  });

  it("calls a partial result one, with the runs that were done of those asked for", () => {
    expect(layOutHeader(partialResult(), width).setting.map(({ text }) => text)).toEqual([
      "least squares, noise std 0.5 · d = 60 · eigenvalues 1.6 (50 %), 0.4 (50 %) · γ = 0.7",
      "partial result, interrupted after 24 of 24 runs of homogenized SGD, 5 of 24 runs of SGD",
    ]);
    const without = layOutHeader(partialWithoutSgd(), width);
    expect(without.setting[1].text).toContain("0 of 24 runs of SGD");
    expect(without.legend.map(({ label }) => label.text)).toEqual(["homogenized SGD", "ODE"]);
  });

  it("speaks neither of runs nor of bands where there are none", () => {
    const header = layOutHeader(odeOnlyResult(), width);
    expect(header.note.text).toBe("");
    expect(header.setting[0].text).not.toContain("run");
  });

  it("keeps every word inside, and no two on top of each other", () => {
    const long = tinyResult();
    long.experiment.name = "a name that goes on ".repeat(20);
    long.experiment.schedule = { kind: "expression", value: "0.7/(1+t)+".repeat(40) };
    for (const method of ["hsgd", "sgd-rows", "hsgd-blocks", "sgd-blocks", "full-diffusion"])
      long.curves[method] = long.curves.sgd;
    const stopped: ResultJson = {
      ...long,
      interrupted: {
        runs: 4,
        runsDone: Object.fromEntries(Object.keys(long.curves).map((name) => [name, 4])),
      },
    };
    for (const result of [plainResult(), rowsResult(), partialResult(), long, stopped]) {
      const { title, setting, diverged, legend, note, definitions, height } = layOutHeader(result, width);
      const words = [
        { ...title, size: titleSize },
        ...[...setting, ...diverged, note, ...definitions].map((line) => ({ ...line, size: textSize })),
        ...legend.map(({ label, x }) => ({ ...label, from: x, size: textSize })),
      ].map(({ text, x, y, size, ...more }) => ({
        left: "from" in more ? (more.from as number) : x,
        right: x + textWidth(text, size),
        top: y - 0.8 * size,
        bottom: y + 0.2 * size,
      }));
      for (const [i, a] of words.entries()) {
        expect(a.right).toBeLessThanOrEqual(width);
        expect(a.bottom).toBeLessThanOrEqual(height);
        for (const b of words.slice(i + 1))
          expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
      }
    }
  });
});
