/** One panel of a figure of curves as a view of its Vega-Lite description: bands, lines, points, axes, title, key. */
import { pow } from "../../sde/kernels/index.js";
import { type Axis, type Extent, extentOf, linearAxis, logAxis, valueAxis } from "./axis.js";
import { axisOf, scaleOf } from "./axis-view.js";
import { type DrawnPoint, drawnPoints, type FigureAxis, type FigurePanel } from "./curves-description.js";
import { type KeyEntry, keyRowHeight, looksOf, rowsOf } from "./curves-key.js";
import { keyView } from "./curves-key-view.js";
import { shortNumber, typeset } from "./format.js";
import { shorten } from "./text-width.js";
import { bandOpacity } from "./theme.js";
import type { Layer, View } from "./view.js";

const titleSize = 12.5;
/** Pixels by which a title may reach beyond its panel: half of what lies between two. */
const titleRoom = 29;
/** Pixels between bars at the same place. */
const sideBySide = 6;
/** A point's own, with its edge. */
const pointRadius = 4;
/** Share of a panel's width that points leave free at either end, at least. */
const leastInset = 0.045;
/** From the lowest row of words above a panel to its frame. */
const clearance = 9;

interface DrawnCurve {
  readonly points: readonly DrawnPoint[];
  readonly isPoints: boolean;
  /** Pixels to the right, so that bars at the same places stand side by side. */
  readonly offset: number;
  readonly color: string;
  /** Over the beginning of a guide. */
  readonly label?: string;
  readonly stroke: object;
}

export function curvesPanel(
  panel: FigurePanel,
  key: readonly KeyEntry[],
  width: number,
  height: number,
): View {
  const dotted = panel.curves.filter(({ mark }) => mark === "points");
  const curves = panel.curves.map((curve): DrawnCurve => {
    const { color, dash, lineWidth } = looksOf(curve);
    const isPoints = curve.mark === "points";
    return {
      points: drawnPoints(panel, curve),
      isPoints,
      offset: isPoints ? sideBySide * (dotted.indexOf(curve) - (dotted.length - 1) / 2) : 0,
      color,
      ...(curve.look === "guide" && { label: curve.name }),
      stroke: { strokeWidth: lineWidth, ...(dash.length > 0 && { strokeDash: [...dash] }) },
    };
  });
  const across = acrossAxis(panel.x, curves, width);
  const upwards = upwardsAxis(panel.y, curves);
  const x = {
    field: "x",
    type: "quantitative",
    scale: scaleOf(across),
    axis: { ...axisOf(across), grid: false, title: panel.x?.title ?? null },
  } as const;
  const y = {
    type: "quantitative",
    scale: scaleOf(upwards),
    axis: { ...axisOf(upwards), title: null },
  } as const;
  // A clipped mark that lies outside of the frame altogether is more than resvg can bear.
  const [bottom, top] = upwards.domain;
  const inside = (value: number | null) => value !== null && value >= bottom && value <= top;
  const bands = curves.filter(({ points }) => points.some(({ low, high }) => inside(low) || inside(high)));
  const lines = curves.filter(({ points }) => points.some((point) => inside(point.y)));
  const rows = rowsOf(key);
  return {
    width,
    height,
    layer: [
      ...bands.map(({ points, isPoints, offset, color }): Layer => {
        const values = points
          .filter(({ low }) => !isPoints || low !== null)
          .map(({ x: at, low, high }) => ({ x: at, low, high }));
        return {
          data: { values },
          mark: isPoints
            ? { type: "rule", clip: true, xOffset: offset, color, strokeWidth: 1.3 }
            : { type: "area", clip: true, color, opacity: bandOpacity },
          encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
        };
      }),
      ...lines.map(
        ({ points, isPoints, offset, color, stroke }): Layer => ({
          data: { values: points.map((point, n) => ({ n, x: point.x, y: point.y })) },
          mark: isPoints
            ? { type: "point", clip: true, filled: true, xOffset: offset, size: 40, opacity: 1, color }
            : { type: "line", clip: true, color, strokeJoin: "round", ...stroke },
          encoding: { x, y: { ...y, field: "y" }, ...(!isPoints && { order: { field: "n" } }) },
        }),
      ),
      ...lines.flatMap(({ points, color, label }): Layer[] => {
        const first = points.find((point) => inside(point.y));
        return label === undefined || !first
          ? []
          : [
              {
                data: { values: [{ label, x: first.x, y: first.y }] },
                mark: { type: "text", align: "left", baseline: "alphabetic", dx: 4, dy: -5, color },
                encoding: { x, y: { ...y, field: "y" }, text: { field: "label", type: "nominal" } },
              },
            ];
      }),
      {
        data: { values: [{ title: shorten(panel.title, titleSize, width + titleRoom) }] },
        mark: {
          type: "text",
          align: "left",
          baseline: "alphabetic",
          x: 0,
          y: -clearance - rows * keyRowHeight,
          fontSize: titleSize,
          fontWeight: 600,
        },
        encoding: { text: { field: "title", type: "nominal" } },
      },
      ...keyView(key, -clearance - (rows - 1) * keyRowHeight),
    ],
  };
}

const extent = (curves: readonly DrawnCurve[], of: (point: DrawnPoint) => (number | null)[]): Extent =>
  extentOf(curves.flatMap(({ points }) => points.flatMap(of)))!;

/** Lines fill a panel of this width from end to end; points have room for themselves, wherever they are moved to. */
function acrossAxis(axis: FigureAxis | undefined, curves: readonly DrawnCurve[], width: number): Axis {
  const { least, greatest } = extent(curves, (point) => (point.y === null ? [] : [point.x]));
  const roomy = curves.some(({ isPoints }) => isPoints) || !(least < greatest);
  const furthest = Math.max(0, ...curves.map(({ isPoints, offset }) => (isPoints ? Math.abs(offset) : 0)));
  const inset = Math.max(leastInset, (furthest + pointRadius) / width);
  // The share of the span on which the points' places lie that is left free on either side of it.
  const share = roomy ? inset / (1 - 2 * inset) : 0;
  const { log = false, domain, ticks } = axis ?? {};
  if (log) {
    const room = least < greatest ? pow(greatest / least, share) : 1.25;
    const [from, to] = domain ?? [least / room, greatest * room];
    return withTicks(logAxis(from, to, { enough: 2 }), ticks);
  }
  const room = share * (greatest - least) || (roomy ? 0.5 : 0);
  const [from, to] = domain ?? [least - room, greatest + room];
  return withTicks(linearAxis(from, to), ticks);
}

function upwardsAxis(axis: FigureAxis | undefined, curves: readonly DrawnCurve[]): Axis {
  const { log, domain, ticks } = axis ?? {};
  if (domain) return withTicks((log ? logAxis : linearAxis)(domain[0], domain[1]), ticks);
  const spanned = extent(curves, (point) => [point.y, point.low, point.high]);
  return withTicks(valueAxis(spanned, log), ticks);
}

const withTicks = (axis: Axis, ticks: readonly number[] | undefined): Axis =>
  ticks === undefined
    ? axis
    : { ...axis, ticks: ticks.map((value) => ({ value, label: typeset(shortNumber(value, 6)) })) };
