/** How the examples draw: panels side by side, in each curves over one axis, with bands and bars where there are any. */
import { join } from "node:path";
import { drawFigure } from "homogenized-sgd/node";

type Spec = Parameters<typeof drawFigure>[0];

export interface Curve {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** A band around it. */
  readonly low?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
  readonly look?: "line" | "dashed" | "thin" | "points";
}

export interface Panel {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly log?: boolean;
  readonly curves: readonly Curve[];
}

const colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"];
const font = "Source Sans 3";

/** Writes `<name>.svg` and `<name>.png` into the folder given on the command line, or out/examples. */
export async function draw(name: string, panels: readonly Panel[]): Promise<void> {
  const file = join(process.argv[2] ?? join("out", "examples"), name);
  const spec = {
    background: "white",
    padding: 12,
    spacing: 44,
    hconcat: panels.map((panel) => panelSpec(panel, panels.length === 1 ? 520 : 310)),
    resolve: { scale: { color: "independent" } },
    config: {
      font,
      aria: false,
      view: { stroke: null },
      axis: { gridColor: "#e9e9e9", labelFontSize: 11.5, titleFontSize: 12, titleFontWeight: "normal" },
      legend: {
        labelFontSize: 12,
        labelLimit: 0,
        orient: "bottom",
        direction: "vertical",
        symbolType: "stroke",
        symbolOpacity: 1,
        symbolStrokeWidth: 2,
      },
      title: { fontSize: 13, anchor: "start", fontWeight: 600 },
    },
  };
  await drawFigure(spec as Spec, file);
  console.log(`figure: ${file}.svg, ${file}.png`);
}

function panelSpec({ title, x, y, log = false, curves }: Panel, width: number): object {
  const names = curves.map(({ name }) => name).filter((name, i, all) => all.indexOf(name) === i);
  // What is exact is black, and the rest takes the colours in turn.
  let next = 0;
  const range = names.map((name) =>
    curves.find((curve) => curve.name === name)!.look === "dashed"
      ? "#000000"
      : colors[next++ % colors.length],
  );
  const axes = {
    x: { field: "x", type: "quantitative", title: x, scale: { zero: false, nice: false } },
    y: { field: "y", type: "quantitative", title: y, scale: log ? { type: "log" } : { zero: false } },
  };
  return {
    width,
    height: Math.round(0.68 * width),
    title,
    layer: curves.flatMap((curve) => {
      const color = { datum: curve.name, scale: { domain: names, range }, legend: { title: null } };
      const values = Array.from(curve.x, (at, n) => ({
        x: at,
        y: curve.y[n],
        n,
        ...(curve.low && { low: curve.low[n] }),
        ...(curve.high && { high: curve.high[n] }),
      })).filter((point) => Number.isFinite(point.y) && !(log && point.y <= 0));
      const line = { ...axes, color, order: { field: "n" } };
      const dashed = curve.look === "dashed";
      return [
        ...(curve.low && curve.high
          ? [
              {
                data: { values },
                mark: { type: "area", opacity: 0.2 },
                encoding: { ...axes, y: { ...axes.y, field: "low" }, y2: { field: "high" }, color },
              },
            ]
          : []),
        curve.look === "points"
          ? { data: { values }, mark: { type: "point", filled: true, size: 40, opacity: 1 }, encoding: line }
          : {
              data: { values },
              mark: {
                type: "line",
                strokeWidth: curve.look === "thin" ? 0.9 : 1.8,
                ...(dashed && { strokeDash: [5, 3], strokeWidth: 1.4 }),
              },
              encoding: line,
            },
      ];
    }),
  };
}
