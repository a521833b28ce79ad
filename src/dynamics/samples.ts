/**
 * Where SGD's samples come from. A source lends one sample at a time: `a` (d numbers from `offset` on) after
 * `draw`, and then the standard draws of its label noise.
 */
import { integer } from "random-js";
import { InputError } from "../../estimators/index.js";
import type { Stream } from "../../sde/index.js";
import type { Problem } from "../problem/index.js";

export interface SampleSource {
  readonly a: Float64Array;
  /** Where the current sample starts in `a`. */
  readonly offset: number;
  draw(): void;
  /** Overwrites `noise` with what the model's `direction` wants beside the fields. */
  noise(noise: Float64Array): void;
}

/** a_i = √λ_i z_i with z ~ N(0, 1_d): d normals, then the label's own draws, from one stream. */
export function gaussianSamples({ dimension: d, spectrum, model }: Problem, stream: Stream): SampleSource {
  const a = new Float64Array(d);
  const rootLambda = spectrum.eigenvalues.map(Math.sqrt);
  return {
    a,
    offset: 0,
    draw() {
      stream.fillWeightedNormals(a, 0, d, rootLambda, 0);
    },
    noise: labelNoise(model.sampleNoise, stream),
  };
}

/** Standard normals first, then uniforms. */
export function labelNoise(
  { normals }: { readonly normals: number },
  stream: Stream,
): (noise: Float64Array) => void {
  return (noise) => {
    if (normals > 0) stream.fillNormals(noise, 0, normals);
    for (let i = normals; i < noise.length; i++) noise[i] = stream.uniform();
  };
}

/**
 * Rows of the data with replacement (THEORY §11): the label noise is not drawn, it is what makes the row's label of
 * the optimum's field: ε = label − ⟨a, X*⟩ in least squares, and where the label is 1 with probability s(⟨a, X*⟩), as
 * it is for a number below that, the least or the largest number there is.
 */
export function rowSamples({ dimension: d, data }: Problem, stream: Stream): SampleSource {
  if (!data)
    throw new InputError(
      `sgd-rows walks over the rows of a data set and this covariance is no "data": drop sgd-rows from methods`,
    );
  const { rows, residuals, labels, noiseStd, sampleCount, fit } = data;
  const pick = integer(0, sampleCount - 1);
  let row = 0;
  return {
    a: rows,
    get offset() {
      return row * d;
    },
    draw() {
      row = pick(stream);
    },
    noise(noise) {
      if (fit === "logistic") noise[0] = 1 - labels[row];
      // noiseStd = 0 means that every label is its own fit.
      else noise[0] = noiseStd > 0 ? residuals[row] / noiseStd : 0;
    },
  };
}
