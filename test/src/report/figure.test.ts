import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import type { EnsembleCurves, EnsembleSeries, ResultJson, Series } from "../../../src/comparison/index.js";
import { figureSpec, renderSvg } from "../../../src/report/index.js";
import {
  decayingResult,
  divergedResult,
  logTimesResult,
  noReferenceResult,
  odeOnlyResult,
  partialResult,
  partialWithoutSgd,
  plainResult,
  rowsResult,
  singleRunResult,
  tinyResult,
  unstableResult,
} from "../../kit/sample-result.js";
import { readFace } from "../../kit/true-type.js";

const samples = {
  decayingResult,
  divergedResult,
  logTimesResult,
  noReferenceResult,
  odeOnlyResult,
  partialResult,
  partialWithoutSgd,
  plainResult,
  rowsResult,
  singleRunResult,
  tinyResult,
  unstableResult,
};

const draw = (result: ResultJson) => renderSvg(figureSpec(result));
const words = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text.replaceAll("&amp;", "&"));

/** The paths of one colour, each as its pieces, each piece as its points. */
const lines = (svg: string, color: string) =>
  [...svg.matchAll(new RegExp(`d="([^"]+)"[^>]*stroke="${color}"`, "g"))].map(([, d]) =>
    d
      .split("M")
      .slice(1)
      .map((piece) => piece.split("L").map((point) => point.split(",").map(Number))),
  );

const face = (name: string) =>
  readFace(readFileSync(new URL(`../../../assets/fonts/SourceSans3-${name}.ttf`, import.meta.url)));

describe("figureSpec", () => {
  it.each(Object.entries(samples))(
    "is plain data, drawn without a word of complaint: %s",
    async (_, make) => {
      const warn = vi.spyOn(console, "warn");
      const spec = figureSpec(make());
      expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
      const svg = await draw(make());
      expect(warn).not.toHaveBeenCalled();
      expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(svg).toContain('width="720"');
      warn.mockRestore();
    },
  );

  it("has every panel title, legend entry and axis title", async () => {
    const texts = words(await draw(decayingResult()));
    for (const text of [
      "decaying rate",
      "Risk R(X)",
      "Excess risk R(X) − inf R",
      "Squared distance ‖X − X*‖²",
      "Learning rate γ",
      "SGD",
      "homogenized SGD",
      "ODE",
      "(line: median; band: 10–90 % of runs)",
    ])
      expect(texts.filter((found) => found === text)).toHaveLength(1);
    expect(texts.filter((found) => found === "t = k/d (samples / dimension)")).toHaveLength(4);
  });

  it("writes nothing that the fonts in assets cannot", async () => {
    const [regular, semiBold] = [face("Regular"), face("SemiBold")];
    for (const make of Object.values(samples))
      for (const character of new Set(words(await draw(make())).join("")))
        expect([character, regular.has(character), semiBold.has(character)]).toEqual([character, true, true]);
    expect(regular.has("∝")).toBe(false);
  });

  it("says how many runs diverged, and when", async () => {
    const texts = words(await draw(tinyResult())).join("\n");
    expect(texts).toContain("2 of 4 runs of SGD diverged, the first at t = 0.9");
    expect(words(await draw(plainResult())).join("\n")).not.toContain("diverged");
  });

  it("dashes the ODE in black over everything else", async () => {
    const svg = await draw(plainResult());
    const strokes = [...svg.matchAll(/<path[^>]*stroke="(#\w+)"[^>]*stroke-linejoin[^>]*\/>/g)];
    expect(strokes.map(([, color]) => color)).toEqual([
      "#0072b2",
      "#d55e00",
      "#000000",
      "#0072b2",
      "#d55e00",
      "#000000",
    ]);
    expect(strokes.map(([path]) => path.includes("stroke-dasharray"))).toEqual([
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it("ends curves where they are null and does not draw across a gap", async () => {
    const whole = plainResult();
    const [wholeLine] = lines(await draw(whole), "#0072b2");
    expect(wholeLine).toHaveLength(1);
    expect(wholeLine[0]).toHaveLength(whole.times.length);

    const gapped = structuredClone(whole);
    const risk = (gapped.curves.sgd as EnsembleCurves).risk as EnsembleSeries;
    const [from, to] = [20, 30];
    for (const series of [risk.mean, risk.standardDeviation, ...Object.values(risk.quantiles)])
      series.fill(null, from, to);
    const svg = await draw(gapped);
    const [pieces] = lines(svg, "#0072b2");
    expect(pieces.map((piece) => piece.length)).toEqual([from, whole.times.length - to]);
    const x = (i: number) => wholeLine[0][i][0];
    expect(pieces[0].at(-1)?.[0]).toBe(x(from - 1));
    expect(pieces[1][0][0]).toBe(x(to));

    // The band too: no edge of it is longer than from one save time to the next.
    const band = [...svg.matchAll(/d="(M[^"]+L[^"]+)" fill="#0072b2"/g)][0][1];
    const edges = band.split(/[MZ]/).flatMap((piece) => {
      const at = piece.split("L").map((point) => Number.parseFloat(point));
      return at.slice(1).map((value, k) => Math.abs(value - at[k]));
    });
    expect(edges.length).toBeGreaterThan(gapped.times.length);
    expect(Math.max(...edges)).toBeLessThan(1.5 * (x(1) - x(0)));
  });

  it("drops t = 0 from a log axis", () => {
    const text = JSON.stringify(figureSpec(logTimesResult()));
    expect(text).toContain('"type":"log","domain":[0.02,40]');
    expect(text).not.toContain('"time":0,');
    expect(JSON.stringify(figureSpec(plainResult()))).toContain('"time":0,');
  });

  it("shows a single time as points and bars side by side, and says so", async () => {
    const result = structuredClone(plainResult());
    const at = result.times.length - 1;
    const only = <Value>(values: Value[]) => values.splice(0, values.length, values[at]);
    only(result.times);
    for (const curves of Object.values(result.curves)) {
      if (!("outcome" in curves)) only(curves.alive);
      for (const name of ["risk", "excessRisk", "distance", "learningRate", "norm"]) {
        const found = curves[name] as EnsembleSeries | Series;
        if (Array.isArray(found)) only(found);
        else
          for (const series of [found.mean, found.standardDeviation, ...Object.values(found.quantiles)])
            only(series);
      }
    }
    const svg = await draw(result);
    expect(words(svg)).toContain("(point: median; bar: 10–90 % of runs)");
    const bars = [
      ...svg.matchAll(
        /transform="translate\(([\d.]+),[\d.]+\)" x2="0" y2="(-?[\d.]+)"[^>]*stroke="(#\w+)" stroke-width="9"/g,
      ),
    ];
    // Two methods with runs, in two panels; no two bars at the same place of a panel.
    expect(bars.map(([, , , color]) => color)).toEqual(["#0072b2", "#d55e00", "#0072b2", "#d55e00"]);
    expect(bars[0][1]).not.toBe(bars[1][1]);
    for (const [, , length] of bars) expect(Math.abs(Number(length))).toBeGreaterThan(5);
    expect(words(svg).filter((text) => text === "5")).toHaveLength(2);
  });

  it("marks a point that has no neighbours", async () => {
    const result = structuredClone(plainResult());
    const risk = (result.curves.sgd as EnsembleCurves).risk as EnsembleSeries;
    for (const series of [risk.mean, risk.standardDeviation, ...Object.values(risk.quantiles)])
      series.fill(null, 1);
    const marks = (svg: string) => [...svg.matchAll(/A[\d.]+[^>]*fill="#0072b2"/g)].length;
    expect(marks(await draw(result))).toBe(1);
    expect(marks(await draw(plainResult()))).toBe(0);
  });

  it("has a panel for every statistic asked for that moves, six at most, and counts the rest", async () => {
    const result = structuredClone(plainResult());
    const names = ["cosine", "gradientNorm", ...Array.from({ length: 6 }, (_, i) => `overlap.1.${i + 1}`)];
    for (const curves of Object.values(result.curves))
      for (const name of names) Object.assign(curves, { [name]: structuredClone(curves.distance) });
    for (const curves of Object.values(result.curves))
      Object.assign(curves, { "overlap.2.2": structuredClone(curves.learningRate) });
    const texts = words(await draw(result));
    for (const title of ["Cosine of X and X*", "Squared norm of R's gradient", "Overlap B(1, 4)"])
      expect(texts).toContain(title);
    expect(texts.join("\n")).not.toMatch(/Overlap B\(1, 5\)|B\(2, 2\)/);
    expect(texts.join("\n")).toContain("2 more statistics in curves.csv");
    expect(texts.filter((text) => text === "t = k/d (samples / dimension)")).toHaveLength(8);
  });

  it("cuts a name that would run into the next panel", async () => {
    const result = structuredClone(plainResult());
    const name = "a-name-that-goes-on-".repeat(8);
    for (const curves of Object.values(result.curves))
      Object.assign(curves, { [name]: structuredClone(curves.distance) });
    const titles = words(await draw(result)).filter((text) => text.startsWith("a-name"));
    expect(titles).toEqual([expect.stringMatching(/^a-name.{20,40}…$/)]);
  });

  it("says what the letters stand for", async () => {
    const texts = words(await draw(plainResult()));
    expect(texts).toContain(
      "R: expected loss (½ error², noise included) · ‖·‖²: sum over all coordinates · γ: before the 1/d",
    );
    const ridge = structuredClone(plainResult());
    Object.assign(ridge.experiment.problem as object, { ridge: 0.1, model: { kind: "logistic" } });
    expect(words(await draw(ridge)).join("\n")).toContain(
      "R: expected loss (cross-entropy), without the ridge term · ",
    );
  });

  it("steps where the schedule does", () => {
    const result = structuredClone(decayingResult());
    result.experiment.schedule = { kind: "piecewise", times: [0, 2], rates: [0.5, 0.1] };
    expect(JSON.stringify(figureSpec(result))).toContain('"interpolate":"step-after"');
    expect(JSON.stringify(figureSpec(decayingResult()))).not.toContain("step-after");
  });

  it("draws no stroke for a divergence beyond the times drawn: a mark outside of the frame ends resvg's process", async () => {
    const result = structuredClone(unstableResult());
    const late = 100 * result.times[result.times.length - 1];
    const strokes = (at: number) => {
      Object.assign(result.curves.ode, { outcome: "diverged", divergedAt: at });
      return JSON.stringify(figureSpec(result)).split('"type":"rule"').length;
    };
    expect(strokes(late)).toBe(strokes(result.times[0]) - 1);
  });
});
