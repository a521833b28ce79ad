import { describe, expect, it } from "vitest";
import {
  bootstrap,
  controlledMean,
  cosine,
  createCovariance,
  createHistogram,
  createPassageTimes,
  createQuantileSketch,
  gradientSquaredNorm,
  InputError,
  kolmogorovSmirnov,
  slope,
  squaredDistance,
  squaredNorm,
} from "../../estimators/index.js";

const vector = (length: number) => new Float64Array(length);
const bins = { from: 0, to: 1, bins: 3 };
const sample = { count: 2, mean: [1, 2], covariance: [1, 0, 0, 1] };
const first = (sample: readonly number[]) => sample[0];
const uniform = () => 0.5;

/** One sentence each: what was got, what is expected, what to do. */
describe("what estimators say to a mistake", () => {
  const sentences: [call: () => unknown, sentence: string][] = [
    [() => bootstrap([1], first, { uniform }), "bootstrap got 1 values; give at least two."],
    [
      () => bootstrap([1, 2], first, { uniform, resamples: 1 }),
      "bootstrap got resamples 1; give a whole number of at least 2.",
    ],
    [
      () => bootstrap([1, 2], first, { uniform: () => 1 }),
      "bootstrap got 1 from uniform; give a source of numbers in [0, 1).",
    ],
    [
      () => bootstrap([1, 2], () => Number.NaN, { uniform }),
      "bootstrap got NaN from the statistic; give one that is defined on every resample.",
    ],
    [
      () => controlledMean(sample, 0, [{ index: 1, mean: Number.NaN }]),
      "controlledMean got the known mean NaN; give the exact finite mean of the control.",
    ],
    [
      () => controlledMean(sample, 1, [{ index: 1, mean: 0 }]),
      "controlledMean got variable 1 as target and as control; its mean is known already.",
    ],
    [() => createCovariance(-1), "createCovariance got size -1; give a whole number of at least 0."],
    [
      () => createCovariance(2).push(vector(3)),
      "A covariance of 2 entries got 3; give vectors of one length throughout.",
    ],
    [
      () => createCovariance(2).merge(createCovariance(1)),
      "A covariance of 2 entries got 1; give vectors of one length throughout.",
    ],
    [
      () => createHistogram(1, { ...bins, bins: 0 }),
      "createHistogram got bins 0; give a whole number of at least 1.",
    ],
    [
      () => createHistogram(1, { ...bins, to: Number.NaN }),
      "createHistogram got bins from 0 to NaN; give finite ends, from < to.",
    ],
    [
      () => createHistogram(1, bins).push(vector(2)),
      "A histogram of 1 entries got 2; give vectors of one length throughout.",
    ],
    [
      () => createHistogram(1, bins).merge(createHistogram(1, { ...bins, to: 2 })),
      "A histogram of 1 entries in 3 bins from 0 to 1 got one of 1 in 3 from 0 to 2 to merge with; give another one of the same form.",
    ],
    [
      () => createPassageTimes({ probabilities: [2] }),
      "createPassageTimes got the probability 2; give numbers from 0 to 1, such as 0.5.",
    ],
    [
      () => createPassageTimes({ times: [Number.POSITIVE_INFINITY] }),
      "createPassageTimes got the time Infinity; give finite times.",
    ],
    [
      () => kolmogorovSmirnov([], (x) => x),
      "kolmogorovSmirnov got an empty sample; give at least one number.",
    ],
    [
      () => kolmogorovSmirnov([Number.POSITIVE_INFINITY], () => 1),
      "kolmogorovSmirnov got Infinity in the sample; give finite numbers only.",
    ],
    [
      () => kolmogorovSmirnov([3], (x) => x),
      "kolmogorovSmirnov got 3 from cdf(3); give a distribution function, from 0 to 1.",
    ],
    [
      () => slope([1], [1, 2], [1]),
      "slope got 1 x, 2 y and 1 standard errors; give at least two of each, equally many.",
    ],
    [
      () => slope([1, 2], [1, 2], [1, 1], { z: -1 }),
      "slope got z -1; give a number of at least 0, such as 1.96.",
    ],
    [
      () => slope([1, 2], [1, 5], [1, 0]),
      "slope got the point 1 as (2, 5 ± 0); coordinates must be finite and errors positive and finite.",
    ],
    [
      () => slope([4, 4], [1, 2], [1, 1]),
      "slope got x all equal to 4; a slope needs at least two different x.",
    ],
    [
      () => squaredDistance(vector(9), 1),
      "squaredDistance got 9 overlaps for 1 outputs; give a 2×2 matrix, student before teacher.",
    ],
    [
      () => cosine(vector(4), 2),
      "cosine got 4 overlaps for 2 outputs; give a 4×4 matrix, student before teacher.",
    ],
    [
      () => squaredNorm(vector(4), 3),
      "squaredNorm got 4 overlaps for 3 outputs; give an m×m matrix with m of at least 3.",
    ],
    [
      () => gradientSquaredNorm(vector(4), vector(3), 1),
      "gradientSquaredNorm got 4 overlaps and 3 entries of G for 1 outputs; give m×m overlaps and an m×1 G.",
    ],
    [() => squaredNorm(vector(4), 0), "squaredNorm got outputs 0; give a whole number of at least 1."],
    [
      () => createQuantileSketch(1, { capacity: 3 }),
      "createQuantileSketch got capacity 3; give an even number of at least 2.",
    ],
    [() => createQuantileSketch(-1), "createQuantileSketch got size -1; give a whole number of at least 0."],
    [
      () => createQuantileSketch(2).push(vector(1)),
      "A quantile sketch of 2 entries got 1; give vectors of one length throughout.",
    ],
    [
      () => createQuantileSketch(1).merge(createQuantileSketch(2, { capacity: 4 })),
      "A quantile sketch of 1 entries and capacity 1024 got one of 2 and 4 to merge with; give another one of the same form.",
    ],
    [
      () => createQuantileSketch(1).quantiles([0.5]),
      "A quantile sketch has seen no values; push at least one vector.",
    ],
    [
      () => createQuantileSketch(1).quantiles([2]),
      "A quantile sketch got the probability 2; give numbers from 0 to 1, such as 0.5.",
    ],
  ];

  it.each(sentences.map(([call, sentence]) => ({ call, sentence })))("$sentence", ({ call, sentence }) => {
    expect(call).toThrow(new InputError(sentence));
  });

  it("equal x are seen as equal whatever rounding their weighted mean would have", () => {
    for (let k = 0; k < 1000; k++) {
      const x = 0.1 + k / 1000;
      expect(() => slope([x, x, x], [1, 2, 3], [0.3, 0.7, 0.9])).toThrow("x all equal");
    }
  });

  it("the comparison tells one sentence from another", () => {
    expect(() =>
      expect(() => createQuantileSketch(-1)).toThrow(new InputError("createQuantileSketch got size -2.")),
    ).toThrow();
  });
});
