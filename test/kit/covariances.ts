/** Covariances of fields for tests, random and special. */
import { createStreams } from "../../sde/index.js";

/** M Mᵀ, row by row. */
export const gram = (rows: readonly (readonly number[])[]): number[] =>
  rows.flatMap((a) => rows.map((b) => a.reduce((sum, value, i) => sum + value * b[i], 0)));

/** M with independent N(0, size²/rank) entries, fields × rank: fields of variance about size². */
export function randomRows(fields: number, rank: number, seed: number, size = 1): number[][] {
  const stream = createStreams(seed, "covariances").stream(fields);
  const entries = new Float64Array(fields * rank);
  stream.fillNormals(entries, 0, entries.length);
  return Array.from({ length: fields }, (_, i) =>
    Array.from(entries.subarray(i * rank, (i + 1) * rank), (value) => (size * value) / Math.sqrt(rank)),
  );
}

/** A random covariance of a given rank. */
export const randomCovariance = (fields: number, rank: number, seed: number, size = 1): number[] =>
  gram(randomRows(fields, rank, seed, size));

/** A random covariance as the overlaps of a problem, row after row. */
export function randomOverlaps(fields: number, seed: number): number[][] {
  const rows = randomRows(fields, fields, seed);
  return rows.map((a) => gram([a, ...rows]).slice(1, fields + 1));
}
