/**
 * The figure of a comparison, described once as Vega-Lite: risk, excess risk where a log scale shows more of it,
 * ‖X − X*‖², the learning rate where it moves, and what else was asked for. Everything that Vega would guess from the width of a text is
 * set here, so that the same result gives the same figure wherever it is drawn.
 */
import type { TopLevelSpec } from "vega-lite";
import type { ResultJson } from "../comparison/index.js";
import { config } from "./config.js";
import { layOutHeader } from "./header.js";
import { headerView } from "./header-view.js";
import { panelView } from "./panel-view.js";
import { choosePanels } from "./panels.js";
import { figureWidth } from "./theme.js";

const margin = { left: 54, top: 12, right: 18, bottom: 46 };
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
  const columns = panels.length === 4 ? 2 : Math.min(3, panels.length);
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
      headerView(header, innerWidth),
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
