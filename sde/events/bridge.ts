/**
 * First passage inside a step, between whose ends the watched number y is taken for a Brownian bridge: y₀ at 0, y₁ at
 * h, variance σ² per unit time. For a level at 0 and y₀ > 0, with a = y₀, b = |y₁|:
 *
 *     P(passage) = 1 if y₁ ≤ 0, else exp(−2 y₀ y₁ / (σ²h))
 *     u = hτ/(h − τ)  is inverse Gaussian:  mean ah/b, shape a²/σ²                     (given a passage at τ)
 *
 * for y_τ = (1 − τ/h)(y₀ + y₁u/h + σW_u): the bridge is at 0 where a Brownian motion with drift y₁/h is, and that law
 * given a passage is the one with drift −b/h. Sources: Karatzas & Shreve, Brownian Motion and Stochastic Calculus
 * (1991), §3.5.C and exercise 5.6.11 (bridge as a changed Brownian motion); Gobet, Stoch. Process. Appl. 87 (2000),
 * for its use with Euler steps.
 *
 * a draw of the inverse Gaussian law: with ν = N(0,1)², r = b/(ah), q = νσ²/(2a²), the roots of a quadratic are
 *
 *     1/u = r + q + √(q(2r + q))   with probability 1/(1 + ru),   or   1/u′ = r²u
 *
 * (Michael, Schucany & Haas, The American Statistician 30 (1976), in a form that neither cancels nor divides by b = 0).
 */
import { exp } from "../kernels/index.js";
import type { Stream } from "../random/index.js";

/** e^{−x} below this probability is not asked for: it is less than a uniform number can tell. */
const negligible = 40;

/**
 * The time in [0, h] at which the bridge from y0 to y1 first meets 0, drawn; NaN where it does not.
 *
 * @param y0 not 0.
 * @param variance σ²; where it is 0 the path is the straight line.
 */
export function drawPassage(
  y0: number,
  y1: number,
  h: number,
  variance: number,
  stream: () => Stream,
): number {
  const crosses = y0 > 0 ? y1 <= 0 : y1 >= 0;
  if (!(variance > 0)) return crosses ? h * (y0 / (y0 - y1)) : Number.NaN;
  if (!crosses) {
    const exponent = (2 * y0 * y1) / (variance * h);
    if (!(exponent < negligible) || !(stream().uniform() < exp(-exponent))) return Number.NaN;
  }
  return drawTime(Math.abs(y0), Math.abs(y1), h, variance, stream());
}

function drawTime(a: number, b: number, h: number, variance: number, stream: Stream): number {
  const xi = stream.normal();
  const rate = b / (a * h);
  const q = (xi * xi * variance) / (2 * a * a);
  const inverse = rate + q + Math.sqrt(q * (2 * rate + q));
  const first = stream.uniform() * (1 + rate / inverse) < 1;
  return h / (1 + h * (first ? inverse : (rate * rate) / inverse));
}

/** How an interval is left; `time` is NaN where it is not. */
export interface Exit {
  time: number;
  bound: number;
}

/**
 * Draws when, in [0, h], and where the bridge from y0 to y1 first leaves (low, high).
 *
 * Each bound has its own passage, drawn as if the other were not there, and the earlier counts. What that leaves out is
 * a path that meets both; so the bridge is halved first, its middle drawn, until σ√h is at most a sixth of the width:
 * a path meets both then with probability below 10⁻⁸.
 *
 * @param y0 inside.
 */
export function drawExit(
  y0: number,
  y1: number,
  low: number,
  high: number,
  h: number,
  variance: number,
  stream: () => Stream,
  exit: Exit,
): void {
  const width = high - low;
  if (36 * variance * h > width * width) {
    const half = 0.5 * h;
    const middle = 0.5 * (y0 + y1) + 0.5 * Math.sqrt(variance * h) * stream().normal();
    drawExit(y0, middle, low, high, half, variance, stream, exit);
    if (!Number.isNaN(exit.time)) return;
    drawExit(middle, y1, low, high, half, variance, stream, exit);
    exit.time += half;
    return;
  }
  const below = drawPassage(y0 - low, y1 - low, h, variance, stream);
  const above = drawPassage(y0 - high, y1 - high, h, variance, stream);
  const up = Number.isNaN(below) || above < below;
  exit.time = up ? above : below;
  exit.bound = up ? high : low;
}
