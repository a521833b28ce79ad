/** Asking Brownian paths. */
import { type BrownianPath, createIncrement, type Increment, type Need } from "../../sde/index.js";
import { erf } from "../../sde/kernels/index.js";
import { meanAndError } from "./statistics.js";

export type Askable = Pick<BrownianPath, "increment">;

export const withH: readonly Need[] = ["space-time-area"];
export const withA: readonly Need[] = ["levy-area"];

/** The increment over [s, u], as a new one. */
export function over(path: Askable, s: number, u: number, sources = 1, needs = withH): Increment {
  const out = createIncrement(sources, needs);
  path.increment(s, u, out);
  return out;
}

/** All numbers of an increment. */
export const numbers = ({ dW, H, A, signs }: Increment): number[] => [...dW, ...H, ...A, ...signs];

/** Random points of the grid of so many cells on [0, 1], in order, no two the same. */
export function gridTimes(count: number, cells: number, uniform: () => number): number[] {
  const found = new Set<number>();
  while (found.size < count) found.add(Math.floor(uniform() * (cells + 1)));
  return [...found].sort((a, b) => a - b).map((cell) => cell / cells);
}

/** Distribution function of the standard normal. */
export const Phi = (x: number): number => 0.5 * (1 + erf(x / Math.SQRT2));

/** How far the mean of independent numbers is from a number, in standard errors. */
export function z(values: readonly number[], expected: number): number {
  const { mean, error } = meanAndError(values);
  return Math.abs(mean - expected) / error;
}
