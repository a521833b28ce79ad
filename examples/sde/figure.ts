/** How the examples draw: panels side by side, and above each its title and a key to its curves. */
import { join } from "node:path";
import { drawFigure } from "homogenized-sgd/node";

/** What is exact is dashed and black; everything else takes the colours in turn, one for each name. */
export type Look = "curve" | "path" | "points" | "bars" | "exact";

export interface Curve {
  /** Curves of one name stand once in the key. */
  readonly name: string;
  readonly look: Look;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** A band around a curve, error bars at points. */
  readonly low?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
}

export interface Axis {
  readonly title: string;
  readonly log?: boolean;
  /** Default: what the curves span. */
  readonly domain?: readonly [number, number];
}

export interface Panel {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
}

const figure = { width: 720, height: 220, left: 60, right: 16, bottom: 46, between: 70 };
const rowHeight = 17;
const colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

/** Writes `name`.svg and `name`.png into the folder given on the command line, or out/examples. */
export async function draw(name: string, panels: readonly Panel[]): Promise<void> {
  const file = join(process.argv[2] ?? join("out", "examples"), name);
  const inner = figure.width - figure.left - figure.right;
  const width = Math.floor((inner - (panels.length - 1) * figure.between) / panels.length);
  const rows = Math.max(...panels.map(({ curves }) => keyOf(curves).size));
  const { left, right, bottom, height } = figure;
  const spec = {
    autosize: { type: "none" },
    background: "white",
    padding: { left, right, bottom, top: 28 + rows * rowHeight },
    params: [
      { name: "width", value: inner },
      { name: "height", value: height },
    ],
    bounds: "flush",
    spacing: figure.between,
    hconcat: panels.map((panel) => ({ width, height, layer: panelLayers(panel, rows) })),
  };
  await drawFigure(spec as Parameters<typeof drawFigure>[0], file);
  console.log(`figure: ${file}.svg, ${file}.png`);
}

function panelLayers(panel: Panel, rows: number): object[] {
  const key = keyOf(panel.curves);
  const axes = axesOf(panel);
  return [
    ...panel.curves.flatMap((curve) => curveLayers(curve, axes, key.get(curve.name)!)),
    words(panel.title, { x: 0, y: -14 - rows * rowHeight, fontSize: 12.5, fontWeight: 600 }),
    ...[...key].flatMap(([name, color], row) =>
      keyRow(panel.curves.find((curve) => curve.name === name)!, color, -9 - (rows - 1 - row) * rowHeight),
    ),
  ];
}

/** The colour of every name, in the order in which they first appear. */
function keyOf(curves: readonly Curve[]): Map<string, string> {
  const key = new Map<string, string>();
  let next = 0;
  for (const { name, look } of curves)
    if (!key.has(name)) key.set(name, look === "exact" ? "black" : colors[next++ % colors.length]);
  return key;
}

interface Axes {
  readonly x: object;
  readonly y: object;
}

/** Across, curves fill the panel from end to end; up there is a little room. */
function axesOf({ x, y, curves }: Panel): Axes {
  const all = (...parts: readonly (ArrayLike<number> | undefined)[]) =>
    parts.flatMap((part) => Array.from(part ?? []));
  const across = curves.flatMap((curve) => all(curve.x));
  const up = curves.flatMap((curve) => all(curve.y, curve.low, curve.high));
  return {
    x: axisOf(x, across, x.log ? 0.05 : 0, { grid: false }),
    // Where the titles of all panels stand, whatever the width of their numbers.
    y: axisOf(y, up, 0.05, { titleX: -44 }),
  };
}

function axisOf(
  { title, log = false, domain }: Axis,
  values: readonly number[],
  room: number,
  style: object,
) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const ratio = (most / least) ** room;
  const margin = room * (most - least);
  const [from, to] = domain ?? (log ? [least / ratio, most * ratio] : [least - margin, most + margin]);
  return {
    type: "quantitative",
    title,
    // A log scale has no zero to be told of.
    scale: { domain: [from, to], nice: false, ...(log ? { type: "log" } : { zero: false }) },
    axis: { format: "~r", ...(log ? { values: logTicks(from, to) } : { tickCount: 5 }), ...style },
  };
}

/** The powers of ten, and 2 and 5 times them where there are not many. */
function logTicks(from: number, to: number): number[] {
  const factors = to / from < 1000 ? [1, 2, 5] : [1];
  return Array.from({ length: 41 }, (_, i) => i - 20)
    .flatMap((n) => factors.map((factor) => Number(`${factor}e${n}`)))
    .filter((value) => value >= from && value <= to);
}

/** @param foot where bars stand. */
function curveLayers({ look, low, high, ...curve }: Curve, axes: Axes, color: string, foot = 0): object[] {
  const half = look === "bars" ? (curve.x[1] - curve.x[0]) / 2 : 0;
  const values = Array.from(curve.x, (x, n) => ({
    n,
    x: x - half,
    x2: x + half,
    y: curve.y[n],
    foot,
    ...(low && high && { low: low[n], high: high[n] }),
  }));
  const x = { ...axes.x, field: "x" };
  const y = { ...axes.y, field: "y" };
  const layer = (mark: object, encoding: object) => ({
    data: { values },
    mark: { color, ...mark },
    encoding,
  });
  const around = { x, y: { ...axes.y, field: "low" }, y2: { field: "high" } };
  if (look === "points")
    return [
      ...(low ? [layer({ type: "rule", strokeWidth: 1.3 }, around)] : []),
      layer({ type: "point", filled: true, size: 36, opacity: 1 }, { x, y }),
    ];
  if (look === "bars")
    return [layer({ type: "rect", opacity: 0.35 }, { x, x2: { field: "x2" }, y, y2: { field: "foot" } })];
  return [
    ...(low ? [layer({ type: "area", opacity: 0.2 }, around)] : []),
    // In the order given: a path may turn back.
    layer({ type: "line", ...strokes[look] }, { x, y, order: { field: "n" } }),
  ];
}

const strokes = {
  curve: { strokeWidth: 1.8, strokeJoin: "round" },
  path: { strokeWidth: 0.8, strokeJoin: "round" },
  exact: { strokeWidth: 1.3, strokeDash: [5, 3] },
};

/** Numbers that are pixels of the panel already. */
const pixels: Axes = {
  x: { type: "quantitative", scale: null, axis: null },
  y: { type: "quantitative", scale: null, axis: null },
};

/** The row that shows what a curve looks like and says its name, `y` pixels below the panel's top. */
function keyRow({ name, look, low }: Curve, color: string, y: number): object[] {
  const [x, height] =
    look === "points" ? [[11], y - 4.5] : look === "bars" ? [[5.5, 16.5], y - 9] : [[0, 22], y - 4.5];
  const level = (at: number) => x.map(() => at);
  const sample = { name, look, x, y: level(height), ...(low && { low: level(y + 1), high: level(y - 10) }) };
  return [...curveLayers(sample, pixels, color, y), words(name, { x: 29, y })];
}

const words = (text: string, style: object) => ({
  data: { values: [{ text }] },
  mark: { type: "text", align: "left", baseline: "alphabetic", ...style },
  encoding: { text: { field: "text", type: "nominal" } },
});
