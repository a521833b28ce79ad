import { describe, expect, it } from "vitest";
import { EDGE, EDGES, HEIGHT, LAYER_AREA, LAYERS, TAIL_START } from "../../../sde/random/ziggurat.js";
import { probability } from "./law.js";

const f = (x: number): number => Math.exp(-0.5 * x * x);

describe("the ziggurat's tables", () => {
  it("every layer has the area v = r f(r) + ∫_r^∞ f", () => {
    const tail = probability(TAIL_START, 14) * Math.sqrt(2 * Math.PI);
    expect(LAYER_AREA / (TAIL_START * f(TAIL_START) + tail) - 1).toBeCloseTo(0, 11);
    for (let i = 1; i < LAYERS; i++) {
      expect((EDGE[i] * (HEIGHT[i + 1] - HEIGHT[i])) / LAYER_AREA - 1).toBeCloseTo(0, 11);
    }
    expect((EDGE[0] * f(TAIL_START)) / LAYER_AREA).toBeCloseTo(1, 13);
  });

  it("the layers fill the area under f: half of √(2π), but for what the corners stick out", () => {
    // The wedges' refused parts: Σ over layers of ∫ (ceiling − f) from x_{i+1} to x_i.
    let outside = 0;
    for (let i = 1; i < LAYERS; i++) {
      const under = probability(EDGE[i + 1], EDGE[i]) * Math.sqrt(2 * Math.PI);
      outside += (EDGE[i] - EDGE[i + 1]) * HEIGHT[i + 1] - under;
    }
    expect(LAYERS * LAYER_AREA - outside).toBeCloseTo(Math.sqrt(Math.PI / 2), 10);
  });

  it("heights are f at the edges, which fall to 0", () => {
    for (let i = 1; i <= LAYERS; i++) {
      expect(HEIGHT[i]).toBeCloseTo(f(EDGE[i]), 13);
      expect(EDGE[i]).toBeLessThan(EDGE[i - 1]);
    }
    expect([EDGE[1], EDGE[LAYERS], HEIGHT[LAYERS]]).toEqual([TAIL_START, 0, 1]);
  });

  it("the fast path's table holds x_i / 2^52 and x_{i+1}", () => {
    for (let i = 0; i < LAYERS; i++) {
      expect(EDGES[2 * i + 1] * 2 ** 52).toBe(EDGE[i]);
      expect(EDGES[2 * i]).toBe(EDGE[i + 1] / EDGES[2 * i + 1]);
    }
  });

  it("another r would not close (negative control)", () => {
    const closing = (r: number): number => {
      const area = r * f(r) + probability(r, 14) * Math.sqrt(2 * Math.PI);
      let [edge, height] = [r, f(r)];
      for (let i = 1; i < LAYERS - 1; i++) {
        height += area / edge;
        edge = Math.sqrt(-2 * Math.log(height));
      }
      return height + area / edge;
    };
    expect(closing(TAIL_START)).toBeCloseTo(1, 9);
    expect(Math.abs(closing(TAIL_START * (1 + 1e-4)) - 1)).toBeGreaterThan(1e-4);
  });
});
