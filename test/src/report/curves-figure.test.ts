import { describe, expect, it, vi } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  type CurvesFigure,
  curvesFigureSpec,
  type FigureCurve,
  renderSvg,
} from "../../../src/report/index.js";

const curve = (more: Partial<FigureCurve> = {}): FigureCurve => ({
  name: "SGD",
  look: "sgd",
  x: [0, 1, 2, 3],
  y: [4, 3, 2, 1],
  ...more,
});
const figureOf = (...panels: readonly (readonly FigureCurve[])[]): CurvesFigure => ({
  title: "A figure",
  setting: ["d = 7", "γ = 1"],
  panels: panels.map((curves, i) => ({ title: `panel ${i + 1}`, x: { title: "t" }, curves })),
});
const draw = (figure: CurvesFigure) => renderSvg(curvesFigureSpec(figure));
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
/** Strokes of one colour that are wider than an axis, their lengths in points. */
const strokes = (svg: string, color: string) =>
  [...svg.matchAll(/<path[^>]*d="(M[^"]+)"[^>]*>/g)]
    .filter(([tag]) => tag.includes(`stroke="${color}"`))
    .map(([, d]) => d.split(/[ML]/).length - 1);

/** Where the words stand, the groups around them counted. */
function places(svg: string): Map<string, { readonly x: number; readonly y: number }> {
  const found = new Map<string, { x: number; y: number }>();
  const around = [{ x: 0, y: 0 }];
  for (const [tag, end, name, attributes, text] of svg.matchAll(/<(\/?)(g|text)\b([^>]*)>([^<]*)/g)) {
    if (end === "/") {
      if (name === "g") around.pop();
      continue;
    }
    const [, dx = 0, dy = 0] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(attributes) ?? [];
    const { x, y } = around[around.length - 1];
    const here = { x: x + Number(dx), y: y + Number(dy) };
    if (name === "text") found.set(text, here);
    else if (!tag.endsWith("/>")) around.push(here);
  }
  return found;
}

const blue = "#0072b2";

describe("a figure of curves", () => {
  it.each<[string, CurvesFigure]>([
    ["one panel", figureOf([curve()])],
    ["four", figureOf([curve()], [curve()], [curve({ name: "own" })], [curve()])],
    ["five", figureOf([curve()], [curve()], [curve()], [curve()], [curve()])],
    [
      "bands and points",
      figureOf([curve({ low: [3, 2, 1, 0], high: [5, 4, 3, 2] }), curve({ mark: "points" })]),
    ],
    [
      "bars that are not all there",
      figureOf([curve({ mark: "points", low: [3, 2, 1, Number.NaN], high: [5, 4, 3, 2] })]),
    ],
    ["a single point", figureOf([curve({ x: [1], y: [1], mark: "points" })])],
    ["a level line", figureOf([curve({ y: [2, 2, 2, 2] })])],
  ])("is plain data, drawn without a word of complaint: %s", async (_, figure) => {
    const warn = vi.spyOn(console, "warn");
    const spec = curvesFigureSpec(figure);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    const svg = await renderSvg(spec);
    expect(warn).not.toHaveBeenCalled();
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(await draw(figure)).toBe(svg);
    expect(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1]).toBe("720");
    warn.mockRestore();
  });

  it("has every name in a key once, and in the head those that panels share", async () => {
    const figure = figureOf([curve(), curve({ name: "own" })], [curve(), curve({ name: "other" })]);
    const said = words(await draw(figure));
    for (const name of ["SGD", "own", "other", "panel 1", "panel 2", "A figure", "d = 7 · γ = 1"])
      expect(said.filter((text) => text === name)).toHaveLength(1);
    // The head comes first.
    expect(said.indexOf("SGD")).toBeLessThan(said.indexOf("panel 1"));
    expect(said.indexOf("own")).toBeGreaterThan(said.indexOf("SGD"));
  });

  it("breaks a line where it is not finite, and leaves out what a log axis cannot show", async () => {
    const [whole] = strokes(await draw(figureOf([curve()])), blue);
    expect(whole).toBe(4);
    const broken = await draw(figureOf([curve({ y: [4, Number.NaN, 2, 1] })]));
    expect(broken).toMatch(/d="M[^"]*M[^"]*"/);
    const figure = figureOf([curve({ y: [4, 3, 0, 1] })]);
    const log = await draw({ ...figure, panels: [{ ...figure.panels[0], y: { log: true } }] });
    expect(log).toMatch(/d="M[^"]*M[^"]*"/);
  });

  it("sets panels apart: three in a row, four in two rows, the head above all", async () => {
    const panels = (count: number) => Array.from({ length: count }, () => [curve()]);
    for (const [count, columns] of [
      [3, 3],
      [4, 2],
      [5, 3],
    ]) {
      const at = places(await draw(figureOf(...panels(count))));
      const titles = panels(count).map((_, i) => at.get(`panel ${i + 1}`)!);
      titles.forEach(({ x, y }, i) => {
        expect(y).toBeGreaterThan(at.get("SGD")!.y + 20);
        if (i % columns > 0) expect([y, x > titles[i - 1].x + 150]).toEqual([titles[i - 1].y, true]);
        if (i >= columns) expect([x, y > titles[i - columns].y + 150]).toEqual([titles[i - columns].x, true]);
      });
    }
  });

  it("keeps to a domain that is given, and to the ticks", async () => {
    const figure = figureOf([curve(), curve({ name: "far away", look: "hsgd", y: [40, 30, 20, 10] })]);
    const svg = await draw({
      ...figure,
      panels: [{ ...figure.panels[0], y: { domain: [0, 5], ticks: [0, 2.5, 5] } }],
    });
    const said = words(svg);
    for (const tick of ["0", "2.5", "5"]) expect(said).toContain(tick);
    // Its line lies outside of the frame altogether; its place in the key is kept.
    expect(said).toContain("far away");
    expect(strokes(svg, "#d55e00").filter((points) => points === 4)).toEqual([]);
  });

  it("colours a number between pale and dark, and writes a guide's name over it", async () => {
    const svg = await draw(figureOf([curve({ look: 0, name: "small" }), curve({ look: 1, name: "large" })]));
    expect(svg).toContain('stroke="#7ad151"');
    expect(svg).toContain('stroke="#440154"');
    const guide = await draw(figureOf([curve(), curve({ look: "guide", name: "slope" })]));
    expect(words(guide).filter((text) => text === "slope")).toHaveLength(1);
  });

  it.each<[string, CurvesFigure, RegExp]>([
    ["no panel", { title: "none", panels: [] }, /^panels is empty; give at least one\.$/],
    [
      "unknown key",
      { ...figureOf([curve()]), titel: "" } as CurvesFigure,
      /^titel is not a known key, the nearest being title/,
    ],
    [
      "lengths",
      figureOf([curve({ y: [1] })]),
      /^panels\[0\]\.curves\[0\] has 4 numbers in x and 1 in y; give as many/,
    ],
    [
      "half a band",
      figureOf([curve({ low: [1, 1, 1, 1] })]),
      /curves\[0\] has one of low and high alone; give both/,
    ],
    [
      "look",
      figureOf([curve({ look: "hsdg" })]),
      /look is "hsdg", the nearest being hsgd; it must be a number from 0 /,
    ],
    [
      "look beyond",
      figureOf([curve({ look: 1.5 })]),
      /look is 1\.5; it must be a number from 0 to 1 or one of /,
    ],
    [
      "mark",
      figureOf([curve({ mark: "dots" as "line" })]),
      /mark is "dots"; it must be one of line, points\.$/,
    ],
    [
      "nothing to show",
      figureOf([curve({ y: [Number.NaN, Number.NaN, Number.NaN, Number.NaN] })]),
      /^panels\[0\] has no point that its axes can show/,
    ],
    [
      "domain",
      { title: "", panels: [{ title: "", y: { domain: [1, 0] }, curves: [curve()] }] },
      /^panels\[0\]\.y\.domain is \[1,0\]; give two numbers, the first below the second\.$/,
    ],
    [
      "domain of a log axis",
      { title: "", panels: [{ title: "", y: { log: true, domain: [0, 1] }, curves: [curve()] }] },
      /the first below the second and above 0\.$/,
    ],
  ])("refuses in a sentence: %s", (_, figure, sentence) => {
    expect(() => curvesFigureSpec(figure)).toThrow(InputError);
    expect(() => curvesFigureSpec(figure)).toThrow(sentence);
  });
});
