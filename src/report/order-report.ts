/** What `hsgd order` has to tell: one problem, one scheme, its two orders. */
import type { StrongOrder, WeakOrder } from "../../sde/index.js";

export interface OrderReport {
  readonly version: 1;
  readonly problem: {
    readonly name: string;
    readonly description: string;
    readonly calculus: string;
    readonly noise: string;
    readonly from: number;
    readonly to: number;
  };
  readonly scheme: string;
  readonly seed: number;
  /** Root mean square of |X^h − X| at `to`; null for a scheme that follows no path. */
  readonly strong: StrongOrder | null;
  /** Of E |X^h|² − E |X|² at `to`; null for a scheme without a weak order. */
  readonly weak: WeakOrder | null;
}

/** One of the two orders, as a table and a panel show it. */
export interface OrderCurve {
  readonly title: string;
  readonly axis: string;
  readonly measured: StrongOrder | WeakOrder;
  readonly points: readonly OrderPoint[];
}

export interface OrderPoint {
  readonly step: number;
  /** Of a bias its size; not finite where paths diverged. */
  readonly error: number;
  /** A bias with its sign. */
  readonly signed: number;
  readonly standardError: number;
  readonly fitted: boolean;
}

/** dX = …; Itô, diagonal noise */
export const equationInWords = ({ description, calculus, noise }: OrderReport["problem"]): string =>
  `${description}; ${calculus === "ito" ? "Itô" : "Stratonovich"}, ${noise} noise`;

export function orderCurves({ strong, weak }: OrderReport): OrderCurve[] {
  return [
    ...(strong
      ? [
          {
            title: "strong",
            axis: "√(E |Xʰ − X|²)",
            measured: strong,
            points: strong.levels.map(({ error, ...level }) => ({ ...level, error, signed: error })),
          },
        ]
      : []),
    ...(weak
      ? [
          {
            title: "weak",
            axis: "|E |Xʰ|² − E |X|²|",
            measured: weak,
            points: weak.levels.map(({ bias, ...level }) => ({
              ...level,
              error: Math.abs(bias),
              signed: bias,
            })),
          },
        ]
      : []),
  ];
}
