/**
 * The five Lobatto points of [0, 1], 0 and 1 among them, and polynomials of degree 4 through values at five points:
 *
 *     p(θ) = Σ_l y_l L_l(θ),      L_l(θ) = Π_{m ≠ l} (θ − θ_m)/(θ_l − θ_m) = Σ_k `basis`[l·5 + k] θ^k
 *
 * The integral of p over [0, 1] is exact to degree 7 where the points are Lobatto's.
 */

export const pointCount = 5;

const offset = Math.sqrt(3 / 7) / 2;
export const lobattoPoints = Float64Array.of(0, 0.5 - offset, 0.5, 0.5 + offset, 1);

/** Writes the coefficients of L_0, …, L_4, lowest power first. */
export function lagrangeBasis(points: Float64Array, basis: Float64Array): void {
  for (let l = 0; l < pointCount; l++) {
    const at = l * pointCount;
    basis.fill(0, at, at + pointCount);
    basis[at] = 1;
    let degree = 0;
    for (let m = 0; m < pointCount; m++) {
      if (m === l) continue;
      const gap = points[l] - points[m];
      degree++;
      for (let k = degree; k > 0; k--) basis[at + k] = (basis[at + k - 1] - points[m] * basis[at + k]) / gap;
      basis[at] = (-points[m] * basis[at]) / gap;
    }
  }
}

export const lobattoBasis = new Float64Array(pointCount * pointCount);
lagrangeBasis(lobattoPoints, lobattoBasis);

/** ∫ from 0 to point i of L_l, at [i·5 + l]. */
export const lobattoIntegrals = new Float64Array(pointCount * pointCount);
for (let i = 0; i < pointCount; i++)
  for (let l = 0; l < pointCount; l++) {
    let integral = 0;
    for (let k = pointCount - 1; k >= 0; k--)
      integral = lobattoPoints[i] * (integral + lobattoBasis[l * pointCount + k] / (k + 1));
    lobattoIntegrals[i * pointCount + l] = integral;
  }

/**
 * How far the first of five values is from the cubic through the other four: what the polynomial of degree 4 adds to
 * that of degree 3, and so a bound, one order too large, on its own error.
 */
export function mismatch(basis: Float64Array, values: Float64Array, at: number, stride: number): number {
  const top = pointCount - 1;
  let leading = 0;
  for (let l = 0; l < pointCount; l++) leading += basis[l * pointCount + top] * values[at + l * stride];
  return leading / basis[top];
}
