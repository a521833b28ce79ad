import { expect, it } from "vitest";
import { type CurvesFigure, curvesFigureSpec, renderSvg } from "../../../src/report/index.js";

const dimensions = Array.from({ length: 7 }, (_, i) => 2 ** (8 + i));
const looks = ["sgd", "sgd-blocks", "hsgd", "hsgd-blocks"] as const;

/** Four kinds of points side by side. */
const figure = (log: boolean): CurvesFigure => ({
  title: "A figure",
  setting: ["d = 7"],
  panels: [0, 1, 2].map((panel) => ({
    title: `panel ${panel}`,
    x: { title: "d", log },
    curves: looks.map((look) => ({
      name: look,
      look,
      mark: "points",
      x: dimensions,
      y: dimensions.map((_, i) => 1 + i),
    })),
  })),
});

interface Inner {
  readonly width?: number;
  readonly layer?: readonly {
    readonly mark: { readonly type: string; readonly xOffset?: number };
    readonly encoding: { readonly x?: { readonly scale?: { readonly domain: number[] } } };
  }[];
}

/** Every panel of points in a description, wherever it stands. */
function panelsOf(spec: unknown): Inner[] {
  if (typeof spec !== "object" || spec === null) return [];
  if ((spec as Inner).layer?.some(({ mark, encoding }) => mark.type === "point" && encoding.x?.scale))
    return [spec as Inner];
  return Object.values(spec).flatMap(panelsOf);
}

it.each([true, false])("points that are moved aside stay whole within their panel, log %s", async (log) => {
  const spec = curvesFigureSpec(figure(log));
  const panels = panelsOf(spec);
  expect(panels).toHaveLength(3);
  for (const { width, layer } of panels) {
    const points = layer!.filter(({ mark }) => mark.type === "point");
    expect(points).toHaveLength(4);
    for (const { mark, encoding } of points) {
      const along = log ? Math.log : (d: number) => d;
      const [from, to] = encoding.x!.scale!.domain.map(along);
      for (const d of [dimensions[0], dimensions[6]]) {
        const place = (width! * (along(d) - from)) / (to - from) + mark.xOffset!;
        // Vega's circle of size 40 has a radius of √(40/π).
        expect(Math.min(place, width! - place)).toBeGreaterThan(Math.sqrt(40 / Math.PI));
      }
    }
  }
  expect(await renderSvg(spec)).toContain("panel 2");
});
