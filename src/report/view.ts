/** The parts of a Vega-Lite specification that have no name of their own at its door. */
import type { TopLevelSpec } from "vega-lite";

export type View = Extract<TopLevelSpec, { vconcat: unknown }>["vconcat"][number];
export type Layer = Extract<View, { layer: unknown }>["layer"][number];
