/** What all figures have in common, as a Vega-Lite configuration. */
import type { TopLevelSpec } from "vega-lite";
import { textSize } from "./header.js";
import { fontFamily, gridColor, ink } from "./theme.js";

export const config: NonNullable<TopLevelSpec["config"]> = {
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
