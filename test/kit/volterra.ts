/**
 * Least squares at a constant rate as a Volterra equation (THEORY §3):
 *
 *   R(t) = F(t) + γ² ∫₀ᵗ k(t − s) R(s) ds
 *
 * by the trapezoid rule on `steps` equal steps, extrapolated once from half as many: error O(h⁴) for smooth F and k.
 *
 * @returns R at 0, `horizon`/4, …, `horizon`
 */
export function volterraRisk(
  F: (t: number) => number,
  k: (t: number) => number,
  rate: number,
  horizon: number,
  steps: number,
): number[] {
  const [coarse, fine] = [steps / 2, steps].map((n) => solve(F, k, rate, horizon, n));
  return fine.map((risk, i) => risk + (risk - coarse[i]) / 3);
}

function solve(
  F: (t: number) => number,
  k: (t: number) => number,
  rate: number,
  horizon: number,
  steps: number,
): number[] {
  const h = horizon / steps;
  const kernel = Array.from({ length: steps + 1 }, (_, i) => rate * rate * h * k(i * h));
  const risk = [F(0)];
  for (let n = 1; n <= steps; n++) {
    let sum = F(n * h) + (kernel[n] * risk[0]) / 2;
    for (let i = 1; i < n; i++) sum += kernel[n - i] * risk[i];
    risk.push(sum / (1 - kernel[0] / 2));
  }
  return [0, 1, 2, 3, 4].map((quarter) => risk[(quarter * steps) / 4]);
}
