/** An axis, set to the last tick, in the words of Vega-Lite. */
import type { Axis } from "./axis.js";

export const scaleOf = ({ scale, domain }: Axis) => ({
  type: scale,
  domain: [...domain] as number[],
  nice: false,
  // A log scale has no zero to be told of.
  ...(scale === "linear" && { zero: false }),
});

/** Ticks, labels and grid, each as the axis has it; a tick without a label is short and has no grid line. */
export function axisOf({ ticks }: Axis) {
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
