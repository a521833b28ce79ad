/** The orders of a report as a table and a figure show them: one after the other, with words for what they are. */
import { isNumber } from "./format.js";
import type { MeasuredOrder, OrderReport } from "./order-report.js";

export interface OrderCurve {
  readonly title: "strong" | "weak";
  /** What the errors are of. */
  readonly axis: string;
  readonly measured: MeasuredOrder;
}

export function orderCurves({ strong, weak }: OrderReport): OrderCurve[] {
  return [
    ...(strong ? [{ title: "strong", axis: "√(E |Xʰ − X|²)", measured: strong } as const] : []),
    ...(weak ? [{ title: "weak", axis: "|E |Xʰ|² − E |X|²|", measured: weak } as const] : []),
  ];
}

/** dX = …; Itô, diagonal noise */
export const equationInWords = ({ description, calculus, noise }: OrderReport["problem"]): string =>
  `${description}; ${calculus === "ito" ? "Itô" : "Stratonovich"}, ${noise} noise`;

/** 0.53 [0.26, 0.56]; undefined where it is undecided. */
export function orderInWords({ order, interval: [low, high] }: MeasuredOrder): string | undefined {
  if (!isNumber(order) || !isNumber(low) || !isNumber(high)) return undefined;
  return `${order.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}
