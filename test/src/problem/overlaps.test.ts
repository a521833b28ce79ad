import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import { drawOverlaps, type SymmetricRows } from "../../../src/problem/overlaps.js";
import type { Spectrum } from "../../../src/spectrum/index.js";
import { spectrumOfAtoms } from "../../kit/spectra.js";

const streamOf = (seed: number) => createStreams(seed, "test").stream(0);

/** WᵀW over the coordinates that `keep` picks, W = [X | X*]. */
function gram(
  drawn: { initial: Float64Array; target: Float64Array },
  spectrum: Spectrum,
  keep: (i: number) => boolean,
): number[][] {
  const d = spectrum.dimension;
  const columns = [drawn.initial, drawn.target].flatMap((matrix) =>
    Array.from({ length: matrix.length / d }, (_, k) => matrix.subarray(k * d, (k + 1) * d)),
  );
  return columns.map((a) =>
    columns.map((b) => a.reduce((sum, value, i) => sum + (keep(i) ? value * b[i] : 0), 0)),
  );
}

function expectMatrix(got: number[][], expected: SymmetricRows, factor = 1): void {
  got.forEach((row, i) => {
    row.forEach((value, k) => {
      expect(Math.abs(value - factor * expected[i][k])).toBeLessThan(1e-12);
    });
  });
}

const S: SymmetricRows = [
  [0.5, 0.2, 0.1],
  [0.2, 0.7, -0.3],
  [0.1, -0.3, 0.9],
];
const lowRank: SymmetricRows = [
  [0, 0, 0],
  [0, 1, 2],
  [0, 2, 4],
];

describe("drawOverlaps with a matrix for each atom", () => {
  it.each([false, true])("meets every one exactly (coordinates mixed: %s)", (mixed) => {
    const spectrum = spectrumOfAtoms([1.6, 0.4], [30, 20], mixed);
    const drawn = drawOverlaps([S, lowRank], spectrum, 2, 1, streamOf(1));
    expect([drawn.initial.length, drawn.target.length]).toEqual([100, 50]);
    expectMatrix(
      gram(drawn, spectrum, (i) => spectrum.atomOf[i] === 0),
      S,
    );
    expectMatrix(
      gram(drawn, spectrum, (i) => spectrum.atomOf[i] === 1),
      lowRank,
    );
  });
  it("fills an atom of exactly its rank", () => {
    const spectrum = spectrumOfAtoms([1, 2], [3, 1]);
    const drawn = drawOverlaps([S, lowRank], spectrum, 2, 1, streamOf(1));
    expectMatrix(
      gram(drawn, spectrum, (i) => i < 3),
      S,
    );
    expectMatrix(
      gram(drawn, spectrum, (i) => i === 3),
      lowRank,
    );
  });
  it("refuses a rank above the atom's size and names the atom", () => {
    const spectrum = spectrumOfAtoms([1.6, 0.4], [30, 2]);
    expect(() => drawOverlaps([S, S], spectrum, 2, 1, streamOf(1))).toThrow(
      /overlaps\[1\].*eigenvalue 0.4.*rank 3.*2 coordinates/,
    );
  });
  it("refuses a matrix that is not positive semidefinite and names atom and eigenvalue", () => {
    const spectrum = spectrumOfAtoms([1.6, 0.4], [30, 20]);
    const bad = [
      [1, 2],
      [2, 1],
    ];
    const good = [
      [1, 0],
      [0, 1],
    ];
    expect(() => drawOverlaps([good, bad], spectrum, 1, 1, streamOf(1))).toThrow(
      /overlaps\[1\].*atom of eigenvalue 0.4.*negative eigenvalue -1,/,
    );
  });
  it("refuses as many matrices as there are not atoms", () => {
    const spectrum = spectrumOfAtoms([1.6, 0.4], [30, 20]);
    expect(() => drawOverlaps([S, S, S], spectrum, 2, 1, streamOf(1))).toThrow(
      "3 matrices, but the covariance has 2 atoms",
    );
  });
});

describe("drawOverlaps with a single matrix", () => {
  it("gives every atom its share d_j/d", () => {
    const spectrum = spectrumOfAtoms([1.6, 0.4], [30, 20], true);
    const drawn = drawOverlaps(S, spectrum, 2, 1, streamOf(1));
    expectMatrix(
      gram(drawn, spectrum, (i) => spectrum.atomOf[i] === 0),
      S,
      0.6,
    );
    expectMatrix(
      gram(drawn, spectrum, (i) => spectrum.atomOf[i] === 1),
      S,
      0.4,
    );
  });
  it("is met in total where every atom is a single coordinate", () => {
    const spectrum = spectrumOfAtoms(
      Array.from({ length: 40 }, (_, i) => 1 / (i + 1)),
      new Array(40).fill(1),
    );
    expectMatrix(
      gram(drawOverlaps(S, spectrum, 2, 1, streamOf(1)), spectrum, () => true),
      S,
    );
  });
  it("pools atoms that are too small and keeps the others exact", () => {
    const spectrum = spectrumOfAtoms([5, 4, 3, 1], [1, 2, 1, 20], true);
    const drawn = drawOverlaps(S, spectrum, 2, 1, streamOf(1));
    expectMatrix(
      gram(drawn, spectrum, (i) => spectrum.atomOf[i] === 3),
      S,
      20 / 24,
    );
    expectMatrix(
      gram(drawn, spectrum, (i) => spectrum.atomOf[i] !== 3),
      S,
      4 / 24,
    );
  });
  it("joins a pool that is itself too small to the largest atom", () => {
    const spectrum = spectrumOfAtoms([5, 2, 1], [2, 10, 20]);
    const drawn = drawOverlaps(S, spectrum, 2, 1, streamOf(1));
    expectMatrix(
      gram(drawn, spectrum, (i) => spectrum.atomOf[i] === 1),
      S,
      10 / 32,
    );
    expectMatrix(
      gram(drawn, spectrum, (i) => spectrum.atomOf[i] !== 1),
      S,
      22 / 32,
    );
  });
  it("spreads a drawn direction evenly: each coordinate holds S_ik/d on average", () => {
    const spectrum = spectrumOfAtoms([1], [10]);
    let total = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { initial } = drawOverlaps(
        [
          [1, 0],
          [0, 1],
        ],
        spectrum,
        1,
        1,
        streamOf(seed),
      );
      total += initial[3] ** 2 / 400;
    }
    // Beta(1/2, 9/2): variance (1/10)(9/10)/6
    expect(Math.abs(total - 0.1)).toBeLessThan(5 * Math.sqrt(0.09 / 6 / 400));
  });
  it("draws zeros for a matrix of zeros", () => {
    const spectrum = spectrumOfAtoms([1, 2], [1, 4]);
    const zeros = [
      [0, 0],
      [0, 0],
    ];
    const drawn = drawOverlaps(zeros, spectrum, 1, 1, streamOf(1));
    expect([...drawn.initial, ...drawn.target].every((value) => value + 0 === 0)).toBe(true);
  });
  it("refuses a rank above the dimension", () => {
    const spectrum = spectrumOfAtoms([1, 2], [1, 1]);
    expect(() => drawOverlaps(S, spectrum, 2, 1, streamOf(1))).toThrow("rank 3, but the dimension is 2");
  });
  it("the same stream gives the same bytes", () => {
    const spectrum = spectrumOfAtoms([1.6, 0.4], [30, 20]);
    const draw = (seed: number) => drawOverlaps(S, spectrum, 2, 1, streamOf(seed));
    expect(draw(2)).toEqual(draw(2));
    expect(draw(2)).not.toEqual(draw(3));
  });
  it.each([
    [[[1, 0]], "is not 2×2"],
    [[[1, 0], [0]], "is not 2×2"],
    [
      [
        [1, 0.5],
        [0.4, 1],
      ],
      "is not symmetric: [1][0] is 0.4 and [0][1] is 0.5",
    ],
    [
      [
        [1, Number.NaN],
        [Number.NaN, 1],
      ],
      "holds NaN",
    ],
    [
      [
        [1, 2],
        [2, 1],
      ],
      "negative eigenvalue -1",
    ],
  ])("refuses %j", (matrix, message) => {
    const spectrum = spectrumOfAtoms([1], [10]);
    expect(() => drawOverlaps(matrix, spectrum, 1, 1, streamOf(1))).toThrow(message);
  });
});
