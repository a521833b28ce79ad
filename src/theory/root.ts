/**
 * The root of an increasing function, by halving an interval until its ends are neighbours: as exact as the function's
 * own sign.
 *
 * @param value below 0 just above `from` and above 0 just below `to`; neither end is asked for
 */
export function increasingRoot(value: (x: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) return middle;
    if (value(middle) < 0) low = middle;
    else high = middle;
  }
}

/** A number above `from` at which `value`, increasing without bound from there on, is not below 0. */
export function boundAbove(value: (x: number) => number, from: number): number {
  let step = from;
  while (value(from + step) < 0) step *= 2;
  return from + step;
}
