import type { Spectrum } from "../../src/spectrum/index.js";

/** A spectrum from its atoms, written out; coordinates of an atom are dealt round robin where `mixed`. */
export function spectrumOfAtoms(eigenvalues: number[], sizes: number[], mixed = false): Spectrum {
  const dimension = sizes.reduce((a, b) => a + b, 0);
  const left = [...sizes];
  const atomOf = new Int32Array(dimension);
  let atom = 0;
  for (let i = 0; i < dimension; i++) {
    while (left[atom] === 0) atom = (atom + 1) % sizes.length;
    atomOf[i] = atom;
    left[atom]--;
    if (mixed) atom = (atom + 1) % sizes.length;
  }
  const values = Float64Array.from(atomOf, (j) => eigenvalues[j]);
  const trace = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / dimension;
  const positive = [...values].filter((value) => value > 0);
  return {
    kind: "atoms",
    dimension,
    eigenvalues: values,
    atomOf,
    atomEigenvalues: Float64Array.from(eigenvalues),
    atomSizes: Int32Array.from(sizes),
    atomWeights: Float64Array.from(sizes, (size) => size / dimension),
    atomTraces: Float64Array.from(sizes, (size, j) => (eigenvalues[j] * size) / dimension),
    traceOverDimension: trace(1),
    squaredTraceOverDimension: trace(2),
    largest: Math.max(...values),
    smallestPositive: Math.min(...positive),
    rank: positive.length,
  };
}
