/** What an interval says of the order that a scheme declares. */
import type { OrderFit } from "./fit.js";

/**
 * "as declared": the interval covers the declared order and leaves out those half an order beside it; "undecided": it
 * covers too much to say; "wrong limit": the scheme settles down, at another value than the exact one.
 */
export type Verdict = "as declared" | "below declared" | "above declared" | "undecided" | "wrong limit";

/** The distance between orders that schemes have. */
const apart = 0.5;

/** Finite steps bend the slope by so much also where nothing is left to chance. */
const bend = 0.1;

export function verdictOn({ interval: [low, high] }: OrderFit, declared: number): Verdict {
  if (high < declared - bend) return "below declared";
  if (low > declared + bend) return "above declared";
  return low > declared - apart && high < declared + apart ? "as declared" : "undecided";
}
