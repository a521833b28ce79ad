/** The root of an increasing function on [from, to], by Newton's method inside a bracket that shrinks at every step. */

const MOST_STEPS = 100;

/**
 * @param value f, not positive at `from` and not negative at `to`
 * @param slope f′
 */
export function increasingRoot(
  value: (x: number) => number,
  slope: (x: number) => number,
  from: number,
  to: number,
): number {
  let low = from;
  let high = to;
  let x = (low + high) / 2;
  for (let step = 0; step < MOST_STEPS; step++) {
    const f = value(x);
    if (f === 0) return x;
    if (f > 0) high = x;
    else low = x;
    const newton = x - f / slope(x);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (!(Math.abs(next - x) > Number.EPSILON * x)) return next;
    x = next;
  }
  return x;
}
