import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { erf } from "../../../sde/kernels/index.js";
import { createStreams } from "../../../sde/random/index.js";
import { attempt } from "../../../sde/random/normal.js";
import { EDGE } from "../../../sde/random/ziggurat.js";
import { kolmogorov, normalityChecks, probability } from "./law.js";
import { type Fault, plainNormals, plainWords } from "./plain.js";

const COUNT = 1_000_000;
// 31 checks on one sample: 4.7 standard errors are 8e-5 for the family.
const BOUND = 4.7;

const sample = new Float64Array(COUNT);
createStreams(1, "law of the normals").stream(0).fillNormals(sample, 0, COUNT);

const failures = (values: Float64Array): string[] =>
  Object.entries(normalityChecks(values))
    .filter(([, z]) => !(Math.abs(z) < BOUND))
    .map(([name]) => name);

function faulty(fault: Fault): Float64Array {
  const next = plainNormals(plainWords(createStreams(1, "law of the normals").stream(0).save().words), fault);
  return Float64Array.from({ length: COUNT }, next);
}

describe("the normals' law", () => {
  it("moments, tails, serial correlations and bins along the layers are standard normal", () => {
    expect(failures(sample)).toEqual([]);
  });

  it("the distribution function is Φ (Kolmogorov–Smirnov)", () => {
    expect(kolmogorov(sample, (x) => (1 + erf(x / Math.SQRT2)) / 2)).toBeLessThan(2.3);
  });

  it("is exactly symmetric: turning every bit of an attempt's point turns the sign", () => {
    const source = { uniform: () => 0.5 };
    for (let i = 0; i < 2000; i++) {
      const first = Math.imul(i, 0x9e3779b1);
      const second = Math.imul(i, 0x85ebca6b);
      // The layer is the low 8 bits; the point is the upper 21 and all of the second word.
      const value = attempt(first, second, source);
      expect(attempt(first ^ ~0x7ff, ~second, source)).toBe(-value);
    }
  });

  it("the tail beyond r has its own law, by 200 000 attempts in the outermost layer", () => {
    const stream = createStreams(2, "tail").stream(0);
    const tails = Float64Array.from({ length: 200_000 }, () => attempt(0x7ffff800, 0, stream));
    const total = probability(EDGE[1], 14);
    expect(Math.min(...tails.subarray(0, 1000))).toBeGreaterThan(EDGE[1]);
    // Tabulated, for a sum per element would take long.
    const step = 1 / 512;
    const table = [0];
    for (let x = EDGE[1]; table.length < 6000; x += step)
      table.push((table.at(-1) as number) + probability(x, x + step) / total);
    const law = (x: number): number => {
      const place = Math.min((x - EDGE[1]) / step, 5998);
      const i = Math.floor(place);
      return table[i] + (place - i) * (table[i + 1] - table[i]);
    };
    expect(kolmogorov(tails, law)).toBeLessThan(2.3);
    // Negative control: the exponential that the attempt starts from.
    const bare = Float64Array.from(
      { length: 200_000 },
      () => EDGE[1] - Math.log(1 - stream.uniform()) / EDGE[1],
    );
    expect(kolmogorov(bare, law)).toBeGreaterThan(2.3);
  });
});

describe("negative controls", () => {
  it.each<[Fault, string]>([
    ["wedge always taken", "layer bins"],
    ["wedge never taken", "beyond 0.1"],
    ["no tail", "beyond 4"],
  ])("a ziggurat with the fault '%s' fails '%s'", (fault, check) => {
    expect(failures(faulty(fault))).toContain(check);
  });
});

describe("the normals' bits", () => {
  it("are those of a plain twin that knows no blocks", () => {
    const twin = faulty("none");
    expect(twin.findIndex((x, i) => x !== sample[i])).toBe(-1);
  });

  // Part of "same experiment, same bytes": a change here changes every result and is a new version of the package.
  it("of the first 100 000 for seed 1 and purpose 'bits' are fixed", () => {
    const values = new Float64Array(100_000);
    createStreams(1, "bits").stream(0).fillNormals(values, 0, values.length);
    const digest = createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex");
    expect([digest, ...values.subarray(0, 3)]).toEqual([
      "0048c3691d0895bcbdbe62632cace2054f160985b21aa56d5bd5c775f0e73f39",
      0.03775103697510661,
      -0.36775893003116555,
      -1.0272977830576449,
    ]);
  });
});
