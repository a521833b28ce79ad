import { describe, expect, it } from "vitest";
import { freshIncrement } from "../../../sde/brownian/fresh.js";
import { createIncrement, createStreams } from "../../../sde/index.js";

describe("freshIncrement", () => {
  const stream = () => createStreams(1, "fresh").stream(0);

  it("is √h times the stream's next normals, then √(h/12) times the next ones, then signs", () => {
    const w = createIncrement(3, ["space-time-area", "signs"]);
    const plain = stream();
    freshIncrement(stream(), 0.25, w);
    expect(Array.from(w.dW)).toEqual(Array.from(w.dW, () => 0.5 * plain.normal()));
    expect(Array.from(w.H)).toEqual(Array.from(w.H, () => Math.sqrt(0.25 / 12) * plain.normal()));
    expect(Array.from(w.signs)).toEqual(Array.from(w.signs, () => (plain.next() < 0 ? -1 : 1)));
    expect(w.signs).toHaveLength(3);
  });

  it("draws Lévy areas last, so that ΔW and H do not depend on them, with H as well; longer spans draw them finer", () => {
    const [plain, w, finer] = [
      createIncrement(3, ["space-time-area"]),
      createIncrement(3, ["levy-area"]),
      createIncrement(3, ["levy-area"]),
    ];
    freshIncrement(stream(), 0.25, plain);
    freshIncrement(stream(), 0.25, w, 1);
    freshIncrement(stream(), 0.25, finer, 100);
    for (const { dW, H } of [w, finer]) expect([dW, H]).toEqual([plain.dW, plain.H]);
    expect([w.A.length, plain.A.length]).toEqual([9, 0]);
    expect(w.A).not.toEqual(finer.A);
  });

  it("gives ΔW alone where nothing else is wanted: the normals of a scheme do not depend on what others need", () => {
    const w = createIncrement(5, []);
    const plain = stream();
    freshIncrement(stream(), 0.25, w);
    expect(Array.from(w.dW)).toEqual(Array.from(w.dW, () => 0.5 * plain.normal()));
    expect([w.H.length, w.signs.length, w.A.length]).toEqual([0, 0, 0]);
  });

  it("has variances h and h/12, no correlation between the two or from step to step, and fair signs", () => {
    const h = 0.04;
    const count = 100_000;
    const source = stream();
    const w = createIncrement(2, ["space-time-area", "signs"]);
    const sums = { W: 0, H: 0, WW: 0, HH: 0, WH: 0, lag: 0, sign: 0 };
    let last = 0;
    for (let i = 0; i < count; i++) {
      freshIncrement(source, h, w);
      const [W, H] = [w.dW[0], w.H[0]];
      sums.W += W;
      sums.H += H;
      sums.WW += W * W - h;
      sums.HH += H * H - h / 12;
      sums.WH += W * H;
      sums.lag += W * last;
      sums.sign += w.signs[0];
      last = W;
    }
    const z = (value: number, deviation: number) => Math.abs(value) / (deviation * Math.sqrt(count));
    expect(z(sums.W, Math.sqrt(h))).toBeLessThan(4.5);
    expect(z(sums.H, Math.sqrt(h / 12))).toBeLessThan(4.5);
    expect(z(sums.WW, Math.SQRT2 * h)).toBeLessThan(4.5);
    expect(z(sums.HH, (Math.SQRT2 * h) / 12)).toBeLessThan(4.5);
    expect(z(sums.WH, h / Math.sqrt(12))).toBeLessThan(4.5);
    expect(z(sums.lag, h)).toBeLessThan(4.5);
    expect(z(sums.sign, 1)).toBeLessThan(4.5);
    // A standard deviation of h, the usual slip, fails the same check; so does an area of variance h/3.
    expect(z(sums.WW + count * (h - h ** 2), Math.SQRT2 * h ** 2)).toBeGreaterThan(4.5);
    expect(z(sums.HH + count * (h / 12 - h / 3), (Math.SQRT2 * h) / 3)).toBeGreaterThan(4.5);
  });
});
