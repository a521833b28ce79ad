/** Orders measured by `strongOrder`, held against what a scheme declares; and schemes spoilt on purpose. */
import { expect } from "vitest";
import {
  type Increment,
  type Scheme,
  type SdeProblem,
  type StrongOrderOptions,
  strongOrder,
} from "../../sde/index.js";

type Given = Parameters<typeof strongOrder>[0];

/** The interval holds the declared order and neither of the orders half a unit away. */
export function expectDeclaredOrder(problem: Given, scheme: Scheme, options: StrongOrderOptions): void {
  const { interval, declared } = strongOrder(problem, scheme, { confidence: 0.999, ...options });
  const [low, high] = interval;
  expect(low).toBeLessThan(declared);
  expect(high).toBeGreaterThan(declared);
  expect(low).toBeGreaterThan(declared - 0.5);
  expect(high).toBeLessThan(declared + 0.5);
}

/** The interval lies below the declared order. */
export function expectLowerOrder(problem: Given, scheme: Scheme, options: StrongOrderOptions): void {
  const { interval, declared } = strongOrder(problem, scheme, { confidence: 0.999, ...options });
  expect(interval[1]).toBeLessThan(declared);
}

/** The scheme, told another increment than the path's. */
export const toldOtherwise = (scheme: Scheme, change: (w: Increment) => Increment): Scheme => ({
  ...scheme,
  prepare: (problem: SdeProblem) => {
    const step = scheme.prepare(problem);
    return (t, h, x, w, next) => step(t, h, x, change(w), next);
  },
});

export const negated = (values: Float64Array): Float64Array => values.map((value) => -value);

/** One step by hand from (t, x). */
export function stepped(
  problem: SdeProblem,
  scheme: Scheme,
  h: number,
  x: readonly number[],
  w: Partial<Record<keyof Increment, readonly number[]>>,
  t = 0,
): number[] {
  const { dW = [], H = [], signs = [], A = [] } = w;
  const next = new Float64Array(problem.dimension);
  const told = {
    dW: Float64Array.from(dW),
    H: Float64Array.from(H),
    signs: Float64Array.from(signs),
    A: Float64Array.from(A),
  };
  scheme.prepare(problem)(t, h, Float64Array.from(x), told, next);
  return Array.from(next);
}
