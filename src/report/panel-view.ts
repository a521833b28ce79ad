/** One panel of a figure as a view of its Vega-Lite description: bands, lines, divergences, axes. */
import type { ResultJson } from "../comparison/index.js";
import { aloneView } from "./alone-view.js";
import type { Axis } from "./axis.js";
import { axisOf, scaleOf } from "./axis-view.js";
import { divergences } from "./divergence.js";
import { drawnTimes, type Panel } from "./panels.js";
import { shorten } from "./text-width.js";
import { bandOpacity, lookOf } from "./theme.js";
import type { Layer, View } from "./view.js";

const titleSize = 12.5;
/** Pixels by which a title may reach beyond its panel: half of what lies between two. */
const titleRoom = 29;

export function panelView(result: ResultJson, panel: Panel, width: number, height: number): View {
  const drawn = drawnTimes(result);
  const x = {
    field: "time",
    type: "quantitative",
    scale: scaleOf(drawn.axis),
    axis: { ...axisOf(drawn.axis), grid: false, title: "t = k/d (samples / dimension)" },
  } as const;
  const y = {
    type: "quantitative",
    scale: scaleOf(panel.axis),
    axis: { ...axisOf(panel.axis), title: null },
  } as const;
  const bands = panel.curves.filter(({ points }) => points.some(({ low }) => low !== null));
  const steps = panel.statistic === "learningRate" && isPiecewise(result);
  return {
    width,
    height,
    layer: [
      ...bands.map(
        ({ method, points }): Layer => ({
          data: { values: points.map(({ time, low, high }) => ({ time, low, high })) },
          mark: { type: "area", clip: true, color: lookOf(method).color, opacity: bandOpacity },
          encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
        }),
      ),
      ...panel.curves.map(({ method, points }): Layer => {
        const { color, dash, lineWidth } = lookOf(method);
        return {
          data: { values: points.map(({ time, value }) => ({ time, value })) },
          mark: {
            type: "line",
            clip: true,
            color,
            strokeWidth: lineWidth,
            strokeJoin: "round",
            ...(dash.length > 0 && { strokeDash: [...dash] }),
            interpolate: steps ? "step-after" : "linear",
          },
          encoding: { x, y: { ...y, field: "value" } },
        };
      }),
      ...aloneView(panel, { x, y, single: drawn.indices.length < 2 }),
      ...divergenceTicks(result, panel, drawn.axis, x),
      {
        data: { values: [{ title: shorten(panel.title, titleSize, width + titleRoom) }] },
        mark: {
          type: "text",
          align: "left",
          baseline: "alphabetic",
          x: 0,
          y: -9,
          fontSize: titleSize,
          fontWeight: 600,
        },
        encoding: { text: { field: "title", type: "nominal" } },
      },
    ],
  };
}

/**
 * A short stroke at the top of the risk panel for every run that diverged within the times drawn: resvg fails on a
 * clipped mark that lies outside of the frame altogether.
 */
function divergenceTicks(result: ResultJson, { statistic }: Panel, time: Axis, x: object): Layer[] {
  if (statistic !== "risk") return [];
  const [first, last] = time.domain;
  return divergences(result, (method) => method).flatMap(({ method, times }): Layer[] => {
    const inside = times.filter((at) => at >= first && at <= last);
    if (inside.length === 0) return [];
    return [
      {
        data: { values: inside.map((at) => ({ time: at })) },
        mark: { type: "rule", y: 0, y2: 7, color: lookOf(method).color, strokeWidth: 1 },
        encoding: { x },
      },
    ];
  });
}

const isPiecewise = ({ experiment }: ResultJson): boolean =>
  (experiment.schedule as { kind?: unknown } | undefined)?.kind === "piecewise";
