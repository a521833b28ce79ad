/** What no line and no band can show: a point without neighbours, and its band as a bar. */
import type { Panel, Point } from "./panels.js";
import { bandOpacity, lookOf } from "./theme.js";
import type { Layer } from "./view.js";

/** Pixels between methods, where there is but one time and each has its own place beside it. */
const aside = 18;
const barWidth = 9;

export interface Encodings {
  readonly x: object;
  readonly y: object;
  /** One time is drawn. */
  readonly single: boolean;
}

export function aloneView({ curves, axis }: Panel, { x, y, single }: Encodings): Layer[] {
  const [least, greatest] = axis.domain;
  return curves.flatMap(({ method, points }, i): Layer[] => {
    const { color } = lookOf(method);
    const xOffset = single ? (i - (curves.length - 1) / 2) * aside : 0;
    const bars = alone(points, "low");
    const dots = alone(points, "value").filter(({ value }) => value! >= least && value! <= greatest);
    return [
      ...(bars.length === 0
        ? []
        : [
            {
              data: { values: bars.map(({ time, low, high }) => ({ time, low, high })) },
              mark: { type: "rule", color, strokeWidth: barWidth, opacity: bandOpacity, xOffset },
              encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
            } as Layer,
          ]),
      ...(dots.length === 0
        ? []
        : [
            {
              data: { values: dots.map(({ time, value }) => ({ time, value })) },
              mark: { type: "point", filled: true, color, opacity: 1, size: 36, xOffset },
              encoding: { x, y: { ...y, field: "value" } },
            } as Layer,
          ]),
    ];
  });
}

/** The points where something is there that is not before and not after. */
const alone = (points: readonly Point[], key: "value" | "low"): Point[] =>
  points.filter(
    (point, i) =>
      point[key] !== null &&
      (points[i - 1]?.[key] ?? null) === null &&
      (points[i + 1]?.[key] ?? null) === null,
  );
