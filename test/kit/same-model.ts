/** How far one model's h, G and I are from another's, relative to the latter's own sizes; G as B G, which is all that acts. */
import type { Model } from "../../src/models/index.js";

export function modelDistance(got: Model, expected: Model, B: ArrayLike<number>): number {
  const overlaps = Float64Array.from(B);
  const { outputs } = expected;
  const m = outputs + expected.teacherOutputs;
  const moments = (model: Model) => {
    const G = new Float64Array(m * outputs);
    const I = new Float64Array(outputs * outputs);
    model.gradient(overlaps, G);
    model.directionSecondMoment(overlaps, I);
    const product = Array.from(G, (_, entry) => {
      let sum = 0;
      for (let q = 0; q < m; q++)
        sum += overlaps[Math.floor(entry / outputs) * m + q] * G[q * outputs + (entry % outputs)];
      return sum;
    });
    return { risk: [model.risk(overlaps)], product, second: Array.from(I) };
  };
  const [own, other] = [moments(got), moments(expected)];
  const width = Math.sqrt(Math.max(...Array.from({ length: m }, (_, p) => overlaps[p * (m + 1)])));
  const size = Math.sqrt(Math.max(...other.second.map(Math.abs)));
  return Math.max(
    apart(own.risk, other.risk, Math.abs(other.risk[0])),
    // |E r g| is at most the one size times the other.
    apart(own.product, other.product, width * size),
    apart(own.second, other.second, size * size),
  );
}

function apart(a: readonly number[], b: readonly number[], size: number): number {
  const difference = Math.max(...a.map((value, i) => Math.abs(value - b[i])));
  return difference === 0 ? 0 : difference / size;
}
