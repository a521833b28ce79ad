/**
 * Phase retrieval with the loss of magnitudes (THEORY §4; HD §1), B = [[a, b], [b, c]]:
 *
 *   f = ½(|x| − |y|)²                        g = x − |y| sgn x,  sgn 0 = 0
 *   h = ½(a + c) − E|xy|                     E|xy| = (2/π)(s + bθ),  s = √det B,  θ = asin(b/√(ac)) = atan2(b, s)
 *   G = [1 − (2/π)s/a; −(2/π)θ]              I = 2h, since g² = 2f
 *
 * The first entry of G holds the jump of sgn: −2 E δ(x)|y|. With φ = π/2 − θ = atan2(s, b), the angle between the
 * fields, and D = Var(x − y) = a − 2b + c,
 *
 *   2h = D + (4/π)(bφ − s)                   G_xx + G_*x = (2/π)(φ − s/a)
 *
 * and where φ is small, u = s/b = tan φ and t = u − atan u = u³/3 − u⁵/5 + …, no digit is lost in
 *
 *   bφ − s = −bt                             φ − s/a = s(a − b)/(ab) − t
 *
 * In the fields (e, y) of centred.ts, C = [[D, f], [f, c]]: a = D + 2f + c, b = c + f, a − b = D + f, s = √det C. A
 * determinant that is rounding noise beside the product it comes from counts as zero, as in src/gaussian/factor.ts.
 * As a → 0 with s/√a fixed, G_xx grows beyond all bounds while G_xx √a → 0; at a = 0 itself its jump is left out.
 */
import { atan, atan2 } from "../../sde/kernels/index.js";
import type { CentredForms, Model } from "./model.js";

const NEGLIGIBLE = 8 * 2 ** -52;

/** Up to this u the series of u − atan u is summed; beyond it the difference loses less than five bits. */
const SMALL = 0.5;
const TERMS = 25;

/** √(pr − q²) ≥ 0. */
function rootDeterminant(p: number, q: number, r: number): number {
  const product = p * r;
  const determinant = product - q * q;
  return determinant <= NEGLIGIBLE * product ? 0 : Math.sqrt(determinant);
}

/** u − atan u, u ≥ 0. */
function lessArctangent(u: number): number {
  if (!(u <= SMALL)) return u - atan(u);
  const z = u * u;
  let sum = 0;
  for (let n = TERMS; n >= 1; n--) sum = z * (1 / (2 * n + 1) - sum);
  return u * sum;
}

/** Whether the angle between the fields is small. */
const isSmall = (b: number, s: number): boolean => s <= SMALL * b && b > 0;

/** 2h = D + (4/π)(bφ − s); what rounding takes below zero is zero. */
function twiceRisk(D: number, b: number, s: number): number {
  const arc = isSmall(b, s) ? -b * lessArctangent(s / b) : b * atan2(s, b) - s;
  return Math.max(0, D + (4 / Math.PI) * arc);
}

/** s/a, and 0 where x vanishes. */
const jump = (a: number, s: number): number => (s > 0 ? s / a : 0);

/** (2/π)(φ − s/a), from e's share a − b. */
function lowerSum(a: number, b: number, s: number, difference: number): number {
  const value = isSmall(b, s)
    ? jump(a, s) * (difference / b) - lessArctangent(s / b)
    : atan2(s, b) - jump(a, s);
  return (2 / Math.PI) * value;
}

const centred: CentredForms = {
  residual: false,
  /** x − |y| sgn x is x − y = e where x and y have one sign, x + y where they have two. */
  direction(fields, _noise, out) {
    const [e, y] = fields;
    const x = y + e;
    out[0] = x === 0 ? 0 : x > 0 === y > 0 ? e : 2 * y + e;
  },
  risk: excessRisk,
  excessRisk,
  gradient(C, out) {
    const [D, f, , c] = C;
    const a = D + 2 * f + c;
    const s = rootDeterminant(D, f, c);
    out[0] = 1 - (2 / Math.PI) * jump(a, s);
    out[1] = lowerSum(a, c + f, s, D + f);
  },
  directionSecondMoment(C, out) {
    out[0] = 2 * excessRisk(C);
  },
};

function excessRisk(C: Float64Array): number {
  const [D, f, , c] = C;
  return 0.5 * twiceRisk(D, c + f, rootDeterminant(D, f, c));
}

function risk(B: Float64Array): number {
  const [a, b, , c] = B;
  return 0.5 * twiceRisk(a - 2 * b + c, b, rootDeterminant(a, b, c));
}

export const lipschitzForms: Pick<
  Model,
  "loss" | "direction" | "risk" | "gradient" | "directionSecondMoment" | "centred"
> = {
  loss(fields) {
    const difference = Math.abs(fields[0]) - Math.abs(fields[1]);
    return 0.5 * difference * difference;
  },
  direction(fields, _noise, out) {
    const [x, y] = fields;
    out[0] = x - Math.abs(y) * Math.sign(x);
  },
  risk,
  gradient(B, out) {
    const [a, b, , c] = B;
    const s = rootDeterminant(a, b, c);
    out[0] = 1 - (2 / Math.PI) * jump(a, s);
    out[1] = -(2 / Math.PI) * atan2(b, s);
  },
  directionSecondMoment(B, out) {
    out[0] = 2 * risk(B);
  },
  centred,
};
