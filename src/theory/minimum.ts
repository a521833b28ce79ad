/**
 * The minimum of a function of x > 0: a geometric grid, continued upwards while the function still falls there, then the
 * golden section between the neighbours of the best point. A value that is not a number counts as infinite.
 */

/** Of each point of the grid to the one below. */
const ratio = 2;
const pointsBelow = 10;
const mostPoints = 100;
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * @param centre what the grid reaches from a thousandth of
 * @param accuracy relative, of x
 * @returns null where the grid has no minimum inside
 */
export function minimumAbove0(f: (x: number) => number, centre: number, accuracy: number): number | null {
  const at = (x: number): number => {
    const value = f(x);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  let x = centre;
  for (let i = 0; i < pointsBelow; i++) x /= ratio;
  const first = x;
  let [best, least] = [x, at(x)];
  for (let i = 1; i < mostPoints && (i <= pointsBelow || x <= best); i++) {
    x *= ratio;
    const value = at(x);
    if (value < least) [best, least] = [x, value];
  }
  if (best === first || best === x || !(least < Number.POSITIVE_INFINITY)) return null;
  return goldenSection(at, best / ratio, best * ratio, accuracy);
}

function goldenSection(f: (x: number) => number, from: number, to: number, accuracy: number): number {
  let [low, high] = [from, to];
  let left = high - golden * (high - low);
  let right = low + golden * (high - low);
  let [atLeft, atRight] = [f(left), f(right)];
  while (high - low > accuracy * high) {
    if (atLeft <= atRight) {
      high = right;
      [right, atRight] = [left, atLeft];
      left = high - golden * (high - low);
      atLeft = f(left);
    } else {
      low = left;
      [left, atLeft] = [right, atRight];
      right = low + golden * (high - low);
      atRight = f(right);
    }
  }
  return (low + high) / 2;
}
