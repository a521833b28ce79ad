import { describe, expect, it } from "vitest";
import { kolmogorovSmirnov } from "../../../estimators/index.js";
import { drawExit, drawPassage } from "../../../sde/events/bridge.js";
import { createStreams, type Stream } from "../../../sde/index.js";
import { exitCdf, normalCdf } from "../../kit/passage-laws.js";

const stream = (purpose: string): (() => Stream) => {
  const only = createStreams(1, purpose).stream(0);
  return () => only;
};

/** Passage times of `count` bridges. */
const passages = (y0: number, y1: number, h: number, variance: number, count = 20_000): number[] => {
  const source = stream(`bridge ${y0} ${y1}`);
  return Array.from({ length: count }, () => drawPassage(y0, y1, h, variance, source));
};

/**
 * P(the bridge from y0 > 0 to y1 has met 0 by t): by its middle Y_t, which is normal, and the chance of a bridge to
 * each Y_t > 0, by the midpoint rule.
 */
const metBy = (y0: number, y1: number, h: number, variance: number) => (t: number) => {
  if (t <= 0) return 0;
  if (t >= h) return y1 <= 0 ? 1 : Math.exp((-2 * y0 * y1) / (variance * h));
  const mean = y0 + (t / h) * (y1 - y0);
  const deviation = Math.sqrt((variance * t * (h - t)) / h);
  let met = normalCdf(-mean / deviation);
  const steps = 400;
  const width = (Math.max(mean, 0) + 8 * deviation) / steps;
  for (let i = 0; i < steps; i++) {
    const y = (i + 0.5) * width;
    const density = Math.exp(-0.5 * ((y - mean) / deviation) ** 2) / (Math.sqrt(2 * Math.PI) * deviation);
    met += density * Math.exp((-2 * y0 * y) / (variance * t)) * width;
  }
  return met;
};

describe("a bridge meets a level", () => {
  it.each([
    [1, 0.5, 2, 1],
    [0.3, 0.3, 0.5, 1],
    [-0.4, -0.1, 1, 0.25],
  ])("from %d to %d on the same side with probability exp(−2 y₀y₁/(σ²h))", (y0, y1, h, variance) => {
    const times = passages(y0, y1, h, variance);
    const met = times.filter((time) => !Number.isNaN(time)).length / times.length;
    const p = Math.exp((-2 * y0 * y1) / (variance * h));
    const z = (claimed: number) => Math.abs(met - claimed) / Math.sqrt((p * (1 - p)) / times.length);
    expect(z(p)).toBeLessThan(4.5);
    // With the variance taken for the standard deviation, or without the factor 2, the same check fails.
    expect(z(Math.exp((-y0 * y1) / (variance * h)))).toBeGreaterThan(4.5);
  });

  it("for certain when it ends on the other side, or on the level", () => {
    for (const y1 of [-0.5, 0])
      expect(passages(1, y1, 1, 1, 2000).every((time) => time > 0 && time <= 1)).toBe(true);
  });

  it("never, within rounding, when the level is far", () => {
    expect(passages(10, 10, 1, 1, 100).every(Number.isNaN)).toBe(true);
  });

  it.each([
    [1, -0.5, 2, 1],
    [1, 0, 1, 1],
    [0.7, 0.4, 1, 1],
    [-0.3, 1.5, 0.5, 2],
  ])(
    "from %d to %d over %d, σ² = %d, at a time of the law that its middle implies",
    (y0, y1, h, variance) => {
      const times = passages(y0, y1, h, variance, 3000).filter((time) => !Number.isNaN(time));
      const [a, b] = y0 > 0 ? [y0, y1] : [-y0, -y1];
      const law = metBy(a, b, h, variance);
      const all = law(h);
      expect(kolmogorovSmirnov(times, (t) => Math.min(1, law(t) / all)).pValue).toBeGreaterThan(1e-4);
      // The linear interpolation, a fixed time, and the law for another variance fail the same test.
      const wrong = metBy(a, b, h, 2 * variance);
      expect(kolmogorovSmirnov(times, (t) => Math.min(1, wrong(t) / wrong(h))).pValue).toBeLessThan(1e-4);
    },
  );

  it("without noise where the straight line does", () => {
    const never = () => {
      throw new Error("nothing is to be drawn");
    };
    expect(drawPassage(1, -3, 2, 0, never)).toBe(0.5);
    expect(drawPassage(1, 3, 2, 0, never)).toBeNaN();
    expect(drawPassage(-1, 1, 2, 0, never)).toBe(1);
  });
});

describe("a bridge leaves an interval", () => {
  it.each([1, 4])("steps of %d of a Brownian motion leave (−1, 1) by the exact law", (h) => {
    const source = stream(`exit ${h}`);
    const exit = { time: 0, bound: 0 };
    const times: number[] = [];
    let up = 0;
    for (let path = 0; path < 4000; path++)
      for (let n = 0, y = 0; ; n++) {
        const next = y + Math.sqrt(h) * source().normal();
        drawExit(y, next, -1, 1, h, 1, source, exit);
        if (!Number.isNaN(exit.time)) {
          times.push(n * h + exit.time);
          if (exit.bound === 1) up++;
          break;
        }
        y = next;
      }
    expect(kolmogorovSmirnov(times, exitCdf(1, 1)).pValue).toBeGreaterThan(1e-4);
    expect(kolmogorovSmirnov(times, exitCdf(1.1, 1)).pValue).toBeLessThan(1e-4);
    expect(Math.abs(up - 2000) / Math.sqrt(1000)).toBeLessThan(4.5);
  });
});
