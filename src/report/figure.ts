/**
 * The figure of a comparison, described once as Vega-Lite: risk, excess risk where a log scale shows more of it,
 * ‖X − X*‖², and the learning rate where it moves. Everything that Vega would guess from the width of a text is
 * set here, so that the same result gives the same figure wherever it is drawn.
 */
import type { TopLevelSpec } from "vega-lite";
import type { ResultJson } from "../comparison/index.js";
import type { Axis } from "./axis.js";
import { divergences } from "./divergence.js";
import { type Header, layOutHeader, textSize, titleSize } from "./header.js";
import { choosePanels, drawnTimes, type Panel } from "./panels.js";
import { figureWidth, fontFamily, gridColor, ink, lookOf, paleInk } from "./theme.js";

type View = Extract<TopLevelSpec, { vconcat: unknown }>["vconcat"][number];
type Layer = Extract<View, { layer: unknown }>["layer"][number];

const margin = { left: 44, top: 12, right: 18, bottom: 46 };
const gap = { columns: 58, rows: 74, header: 30 };
const innerWidth = figureWidth - margin.left - margin.right;

/**
 * A figure fit for a paper, as a Vega-Lite 6 specification in plain data.
 *
 * @param result content of result.json
 * @returns the specification; the same for the same result, with no time, host or path in it
 */
export function figureSpec(result: ResultJson): TopLevelSpec {
  const header = layOutHeader(result, innerWidth);
  const panels = choosePanels(result);
  const columns = panels.length <= 3 ? panels.length : 2;
  const rows = Math.ceil(panels.length / columns);
  const width = Math.floor((innerWidth - (columns - 1) * gap.columns) / columns);
  const height = Math.round(width * (columns === 1 ? 0.4 : columns === 2 ? 0.66 : 0.85));
  const inner = header.height + gap.header + rows * height + (rows - 1) * gap.rows;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: [header.title, ...header.setting, ...header.diverged].map(({ text }) => text).join("; "),
    autosize: { type: "none" },
    background: "white",
    padding: margin,
    params: [
      { name: "width", value: innerWidth },
      { name: "height", value: inner },
    ],
    bounds: "flush",
    spacing: gap.header,
    vconcat: [
      headerView(header),
      {
        columns,
        bounds: "flush",
        align: "none",
        spacing: { row: gap.rows, column: gap.columns },
        concat: panels.map((panel) => panelView(result, panel, width, height)),
      },
    ],
    config,
  };
}

const config: NonNullable<TopLevelSpec["config"]> = {
  font: fontFamily,
  // Descriptions of every mark would double the file.
  aria: false,
  view: { stroke: null },
  text: { color: ink, fontSize: textSize },
  axis: {
    domainColor: ink,
    domainWidth: 0.8,
    tickColor: ink,
    tickWidth: 0.8,
    gridColor,
    gridWidth: 0.8,
    labelColor: ink,
    labelFontSize: 11.5,
    labelPadding: 4,
    labelLimit: 0,
    labelOverlap: false,
    labelBound: false,
    labelFlush: false,
    titleColor: ink,
    titleFontSize: textSize,
    titleFontWeight: "normal",
    titleLimit: 0,
    titlePadding: 6,
  },
};

/** Pixels as they are, on no scale. */
const pixels = (field: string) => ({ field, type: "quantitative", scale: null, axis: null }) as const;

const literal = (field: string) => ({ field, type: "nominal", scale: null, legend: null }) as const;

function headerView({ title, setting, diverged, legend, height }: Header): View {
  const words = (values: readonly object[], style: object): Layer => ({
    data: { values: [...values] },
    mark: { type: "text", align: "left", baseline: "alphabetic", ...style },
    encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" } },
  });
  const atLeft = <Line extends object>(lines: readonly Line[]) => lines.map((line) => ({ x: 0, ...line }));
  const middle = legend.y - 4;
  const entries = legend.entries.map((entry) => ({ ...entry, ...lookOf(entry.method) }));
  return {
    width: innerWidth,
    height,
    layer: [
      words(atLeft([title]), { fontSize: titleSize, fontWeight: 600 }),
      words(atLeft(setting), { color: paleInk }),
      words(atLeft(diverged), { fontWeight: 600 }),
      {
        data: { values: entries.filter(({ banded }) => banded) },
        mark: { type: "rect", opacity: bandOpacity, y: middle - 6, y2: middle + 6 },
        encoding: { x: pixels("x"), x2: { field: "x2" }, color: literal("color") },
      },
      ...entries.map(
        ({ x, x2, color, dash }): Layer => ({
          data: { values: [{ x, x2 }] },
          mark: { type: "rule", y: middle, color, strokeDash: [...dash], strokeWidth: lineWidth },
          encoding: { x: pixels("x"), x2: { field: "x2" } },
        }),
      ),
      words(
        entries.map(({ label, labelX }) => ({ text: label, x: labelX, y: legend.y })),
        {},
      ),
      words([{ ...legend.note, y: legend.y }], { color: paleInk }),
    ],
  };
}

const bandOpacity = 0.22;
const lineWidth = 1.5;

function panelView(result: ResultJson, panel: Panel, width: number, height: number): View {
  const methods = [...new Set(panel.points.map(({ method }) => method))];
  const looks = methods.map(lookOf);
  const time = drawnTimes(result).axis;
  const x = {
    field: "time",
    type: "quantitative",
    scale: scaleOf(time),
    axis: { ...axisOf(time), grid: false, title: "t = k/d (samples / dimension)" },
  } as const;
  const yScale = scaleOf(panel.axis);
  const yAxis = { ...axisOf(panel.axis), minExtent: 30, maxExtent: 30, title: null };
  const color = {
    field: "method",
    type: "nominal",
    scale: { domain: methods, range: looks.map((look) => look.color) },
    legend: null,
  } as const;
  const strokeDash = {
    field: "method",
    type: "nominal",
    scale: { domain: methods, range: looks.map(({ dash }) => [...(dash.length > 0 ? dash : [1, 0])]) },
    legend: null,
  } as const;
  const steps = panel.statistic === "learningRate" && isPiecewise(result);
  return {
    width,
    height,
    data: { values: panel.points.map((point) => ({ ...point })) },
    layer: [
      {
        mark: { type: "area", clip: true, opacity: bandOpacity },
        encoding: {
          x,
          y: { field: "low", type: "quantitative", scale: yScale, axis: yAxis },
          y2: { field: "high" },
          color,
        },
      },
      {
        mark: {
          type: "line",
          clip: true,
          strokeWidth: lineWidth,
          strokeJoin: "round",
          interpolate: steps ? "step-after" : "linear",
          // One time alone makes no line.
          point: drawnTimes(result).indices.length < 2,
        },
        encoding: {
          x,
          y: { field: "value", type: "quantitative", scale: yScale, axis: yAxis },
          color,
          strokeDash,
        },
      },
      ...divergenceTicks(result, panel, time),
      {
        data: { values: [{ title: panel.title }] },
        mark: {
          type: "text",
          align: "left",
          baseline: "alphabetic",
          x: 0,
          y: -9,
          fontSize: 12.5,
          fontWeight: 600,
        },
        encoding: { text: { field: "title", type: "nominal" } },
      },
    ],
  };
}

/** A short stroke at the top of the risk panel for every run that diverged. */
function divergenceTicks(result: ResultJson, { statistic }: Panel, time: Axis): Layer[] {
  if (statistic !== "risk") return [];
  return divergences(result, (method) => method).map(
    ({ method, times }): Layer => ({
      data: { values: times.map((at) => ({ time: at })) },
      mark: { type: "rule", clip: true, y: 0, y2: 7, color: lookOf(method).color, strokeWidth: 1 },
      encoding: { x: { field: "time", type: "quantitative", scale: scaleOf(time) } },
    }),
  );
}

const isPiecewise = ({ experiment }: ResultJson): boolean =>
  (experiment.schedule as { kind?: unknown } | undefined)?.kind === "piecewise";

const scaleOf = ({ scale, domain }: Axis) => ({
  type: scale,
  domain: [...domain] as number[],
  nice: false,
  zero: false,
});

/** Ticks, labels and grid, each as the axis has it; a tick without a label is short and has no grid line. */
function axisOf({ ticks }: Axis) {
  const labelled = ticks.filter(({ label }) => label !== "");
  const values = JSON.stringify(labelled.map(({ value }) => value));
  const labels = JSON.stringify(labelled.map(({ label }) => label));
  const isMinor = `indexof(${values}, datum.value) < 0`;
  return {
    values: ticks.map(({ value }) => value),
    labelExpr: `${isMinor} ? '' : ${labels}[indexof(${values}, datum.value)]`,
    tickSize: { condition: { test: isMinor, value: 2.5 }, value: 4.5 },
    gridOpacity: { condition: { test: isMinor, value: 0 }, value: 1 },
  };
}
