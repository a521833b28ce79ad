/**
 * Phase retrieval with the loss of squares (THEORY §4; HD §1), B = [[a, b], [b, c]]:
 *
 *   f = ¼(x² − y²)²                          g = x³ − xy²
 *   h = ¼(3a² + 3c² − 2ac − 4b²)             G = [3a − c; −2b]
 *   I = 15a³ − 6a²c − 24ab² + 3ac² + 12cb²
 *
 * and in the fields (e, y) = (x − y, y) of centred.ts, C = [[D, f], [f, c]], where every term vanishes with e:
 *
 *   f = ¼e²(2y + e)²                         g = e(y + e)(2y + e)
 *   h = Dc + 2f² + 3Df + ¾D²                 G′ = [2c + 6f + 3D; 4f + 3D]
 *   I = 12Dc² + 48cf² + 108Dfc + 72f³ + 39D²c + 156Df² + 90D²f + 15D³
 *
 * What rounding takes below zero, at X = −X* or X = 0, is zero.
 */
import type { CentredForms, Model } from "./model.js";

const centred: CentredForms = {
  residual: false,
  direction(fields, _noise, out) {
    const [e, y] = fields;
    out[0] = e * (y + e) * (2 * y + e);
  },
  risk: excessRisk,
  excessRisk,
  gradient(C, out) {
    const [D, f, , c] = C;
    out[0] = 2 * c + 6 * f + 3 * D;
    out[1] = 4 * f + 3 * D;
  },
  directionSecondMoment(C, out) {
    const [D, f, , c] = C;
    const first = D * c * (12 * c + 108 * f) + f * f * (48 * c + 72 * f);
    const second = D * (D * (39 * c + 90 * f + 15 * D) + 156 * f * f);
    out[0] = Math.max(0, first + second);
  },
};

function excessRisk(C: Float64Array): number {
  const [D, f, , c] = C;
  return Math.max(0, D * c + 2 * f * f + D * (3 * f + 0.75 * D));
}

export const smoothForms: Pick<
  Model,
  "loss" | "direction" | "risk" | "gradient" | "directionSecondMoment" | "centred"
> = {
  loss(fields) {
    const difference = (fields[0] - fields[1]) * (fields[0] + fields[1]);
    return 0.25 * difference * difference;
  },
  direction(fields, _noise, out) {
    const [x, y] = fields;
    out[0] = x * (x - y) * (x + y);
  },
  risk(B) {
    const [a, b, , c] = B;
    return Math.max(0, 0.25 * (3 * a * a + 3 * c * c - 2 * a * c - 4 * b * b));
  },
  gradient(B, out) {
    out[0] = 3 * B[0] - B[3];
    out[1] = -2 * B[1];
  },
  directionSecondMoment(B, out) {
    const [a, b, , c] = B;
    const cubic = a * (a * (15 * a - 6 * c) + 3 * c * c);
    out[0] = Math.max(0, cubic + b * b * (12 * c - 24 * a));
  },
  centred,
};
