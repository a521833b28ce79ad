/*
 * Is this sample standard normal? Every check is a number of standard errors under that hypothesis, its variance from
 * theory; the bound is one for all.
 */
import { EDGE } from "../../../sde/random/ziggurat.js";

/** Φ(b) − Φ(a) by Simpson's rule on Math.exp, which owes nothing to the code under test. */
export function probability(a: number, b: number): number {
  const panels = 2 * Math.max(1, Math.ceil((b - a) * 400));
  const h = (b - a) / panels;
  let total = 0;
  for (let i = 0; i <= panels; i++) {
    const x = a + i * h;
    total += Math.exp(-0.5 * x * x) * (i === 0 || i === panels ? 1 : i % 2 === 1 ? 4 : 2);
  }
  return (total * h) / 3 / Math.sqrt(2 * Math.PI);
}

/** Names of the checks with their z-values: moments, tails, distribution, serial correlation. */
export function normalityChecks(sample: Float64Array): Record<string, number> {
  const n = sample.length;
  const checks: Record<string, number> = {};
  // E x^k and Var x^k = E x^{2k} − (E x^k)².
  const moment = [1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10395, 0, 135135, 0, 2027025];
  for (const k of [1, 2, 3, 4, 5, 6, 8]) {
    let total = 0;
    for (const x of sample) total += x ** k;
    const variance = moment[2 * k] - moment[k] ** 2;
    checks[`moment ${k}`] = (total / n - moment[k]) / Math.sqrt(variance / n);
  }
  for (const bound of [0.1, 1, 2, 3, EDGE[1], 4, 4.3]) {
    const p = 2 * probability(bound, 12);
    let beyond = 0;
    for (const x of sample) if (Math.abs(x) > bound) beyond++;
    checks[`beyond ${bound}`] = (beyond - n * p) / Math.sqrt(n * p * (1 - p));
  }
  for (const lag of [1, 2, 3, 4, 7, 8, 255, 256]) {
    let product = 0;
    let squares = 0;
    for (let i = lag; i < n; i++) {
      product += sample[i] * sample[i - lag];
      squares += (sample[i] ** 2 - 1) * (sample[i - lag] ** 2 - 1);
    }
    checks[`lag ${lag}`] = product / Math.sqrt(n - lag);
    checks[`squares, lag ${lag}`] = squares / (2 * Math.sqrt(n - lag));
  }
  checks["layer bins"] = layerBins(sample);
  return checks;
}

/**
 * χ² over the quarters of every layer's step, x_{i+1} to x_i, and the tail, as a number of standard errors. A wrong
 * wedge shows as a saw tooth within each step.
 */
function layerBins(sample: Float64Array): number {
  const edges: number[] = [];
  for (let i = 256; i > 1; i--) {
    for (let quarter = 0; quarter < 4; quarter++) {
      edges.push(EDGE[i] + ((EDGE[i - 1] - EDGE[i]) * quarter) / 4);
    }
  }
  edges.push(EDGE[1], 12);
  const counts = new Float64Array(edges.length - 1);
  for (const x of sample) counts[upperIndex(edges, Math.abs(x)) - 1]++;
  let chi2 = 0;
  counts.forEach((count, i) => {
    const expected = sample.length * 2 * probability(edges[i], edges[i + 1]);
    chi2 += (count - expected) ** 2 / expected;
  });
  const freedom = counts.length - 1;
  return (chi2 - freedom) / Math.sqrt(2 * freedom);
}

/** Number of edges ≤ x. */
function upperIndex(edges: readonly number[], x: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** √n sup|F_n − F|, to be held against the Kolmogorov law: beyond 2.3 with probability 2 exp(−2·2.3²) = 5e-5. */
export function kolmogorov(sample: Float64Array, distribution: (x: number) => number): number {
  const sorted = sample.slice().sort();
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const p = distribution(sorted[i]);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  }
  return Math.sqrt(n) * distance;
}
