/** What every embedded error estimate of order 1.5 must be. */
import { expect } from "vitest";
import { createIncrement, createStreams, type Scheme, type SdeProblem } from "../../sde/index.js";
import { rosslerScheme, type SraTableau, type SriTableau } from "./rossler.js";
import { stepped } from "./sde-declared.js";

/**
 * It is what the step loses, in each coordinate the sum of both losses, when the drift has its first stage alone and
 * when the terms beyond order 1 are left out; it is measured in units of `scale`; and over many increments its root mean
 * square falls as h^1.5. Making it changes no bit of the step.
 */
export function expectEmbeddedEstimate(
  problem: SdeProblem,
  scheme: Scheme,
  tableau: SraTableau | SriTableau,
): void {
  const { step, errorNorm, errorOrder } = scheme.prepareEmbedded!(problem);
  expect(errorOrder).toBe(1.5);
  const { dimension: d, sources } = problem;
  const w = createIncrement(sources, scheme.needs);
  const next = new Float64Array(d);
  const start = Float64Array.from(problem.start!);
  const draw = (stream: ReturnType<ReturnType<typeof createStreams>["stream"]>, h: number): void => {
    stream.fillNormals(w.dW, 0, sources, Math.sqrt(h));
    stream.fillNormals(w.H, 0, sources, Math.sqrt(h / 12));
    step(0.2, h, start, w, next);
  };

  const zeros = tableau.alpha.map(() => 0);
  const firstStage = { ...tableau, alpha: zeros.map((_, i) => (i === 0 ? 1 : 0)) };
  const withoutBeyond =
    "beta3" in tableau ? { ...tableau, beta3: zeros, beta4: zeros } : { ...tableau, beta2: zeros };
  const scale = Float64Array.from({ length: d }, (_, i) => 0.5 + i);
  const stream = createStreams(5, "embedded").stream(0);
  for (let n = 0; n < 20; n++) {
    draw(stream, 0.1);
    const told = { dW: Array.from(w.dW), H: Array.from(w.H) };
    const by = (changed: typeof tableau): number[] =>
      stepped(problem, rosslerScheme(changed), 0.1, Array.from(start), told, 0.2);
    const [less, fewer] = [by(firstStage), by(withoutBeyond)];
    let squares = 0;
    for (let i = 0; i < d; i++)
      squares += ((Math.abs(next[i] - less[i]) + Math.abs(next[i] - fewer[i])) / scale[i]) ** 2;
    expect(errorNorm(0.1, scale)).toBeCloseTo(Math.sqrt(squares / d), 13);
    expect(Array.from(next)).toEqual(stepped(problem, scheme, 0.1, Array.from(start), told, 0.2));
  }

  const rootMean = (h: number): number => {
    const stream = createStreams(6, "embedded").stream(0);
    let squares = 0;
    for (let n = 0; n < 2000; n++) {
      draw(stream, h);
      squares += errorNorm(h, scale) ** 2;
    }
    return Math.sqrt(squares / 2000);
  };
  // The same normals at every h: what is left of chance cancels, and h^½ of the next term stays.
  const order = Math.log2(rootMean(2 ** -8) / rootMean(2 ** -12)) / 4;
  expect(order).toBeGreaterThan(1.4);
  expect(order).toBeLessThan(1.6);
}
