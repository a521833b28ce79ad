/**
 * Target and start with given overlaps. For every atom j of K, with W_j the d_j rows of W = [X | X*] on it,
 *
 *   W_jᵀ W_j = S_j:   W_j = Q_j Λ^{1/2} Vᵀ,   S_j = V Λ Vᵀ,   Q_jᵀ Q_j = 1
 *
 * Q_j is a frame of r = rank S_j columns drawn uniformly, so the overlaps are met exactly whatever is drawn.
 *
 * | symbol | here                | shape                                    |
 * |--------|---------------------|------------------------------------------|
 * | S_j    | `data` (one a atom) | m×m, m = ℓ + ℓ*, student first           |
 * | d_j    | `atomSizes[j]`      |                                          |
 * | W      | `initial`, `target` | d×ℓ and d×ℓ*, column after column        |
 *
 * A single matrix S gives atom j the share S d_j/d. Atoms of fewer than r coordinates cannot hold a share of rank
 * r: they are pooled (together with the largest atom where the pool itself is too small), and the pool meets its
 * share in total.
 */

import { InputError } from "../../estimators/index.js";
import { requireList, show } from "../../estimators/input/index.js";
import type { Stream } from "../../sde/index.js";
import { axpy } from "../../sde/kernels/index.js";
import { densityKinds, type Spectrum, symmetricEigen } from "../spectrum/index.js";
import { orthonormalFrame } from "./frame.js";

export type SymmetricRows = readonly (readonly number[])[];

/** One symmetric (ℓ+ℓ*)×(ℓ+ℓ*) matrix, student first, or one for each atom. */
export type OverlapsData = SymmetricRows | readonly SymmetricRows[];

/** Relative to the largest eigenvalue: below it an eigenvalue counts as zero, under minus it as negative. */
const NEGLIGIBLE = 1e-12;

/** S = RᵀR, R (rank×m) row by row. */
interface Root {
  readonly rank: number;
  readonly rows: Float64Array;
  /** S itself, m×m row by row, symmetric to the last bit. */
  readonly matrix: Float64Array;
}

/**
 * Draws start and target with exactly these overlaps, in the eigenbasis of K.
 *
 * @param data one matrix, or one for each atom in the spectrum's order
 * @param outputs ℓ
 * @param teacherOutputs ℓ*
 * @param stream where the draws come from; the same state gives the same bytes
 * @returns `initial` d×ℓ and `target` d×ℓ*, column k starting at k·d
 * @throws InputError where a matrix has the wrong shape, is not symmetric or not positive semidefinite, or has a
 * rank above its atom's size
 */
export function drawOverlaps(
  data: OverlapsData,
  spectrum: Spectrum,
  outputs: number,
  teacherOutputs: number,
  stream: Stream,
): { initial: Float64Array; target: Float64Array } {
  requireList("overlaps", data, "the rows of one symmetric matrix, or one such matrix for each atom");
  const m = outputs + teacherOutputs;
  const { dimension } = spectrum;
  const columns = new Float64Array(dimension * m);
  const members = coordinatesOfAtoms(spectrum);
  if (isSingle(data)) {
    const root = rootOf("overlaps", data, m);
    for (const group of groupsHolding(root.rank, members, dimension)) {
      drawGroup(root, Math.sqrt(group.length / dimension), group, dimension, m, stream, columns);
    }
  } else {
    for (const [j, root] of rootsOfAtoms(data, spectrum, m).entries()) {
      drawGroup(root, 1, members[j], dimension, m, stream, columns);
    }
  }
  return {
    initial: columns.slice(0, dimension * outputs),
    target: columns.slice(dimension * outputs),
  };
}

/**
 * Overlaps of each atom at d = ∞: a single matrix S gives atom j the share w_j S.
 *
 * @returns m×m matrices of J numbers an entry, entry (p, q) from (p·m + q)·J
 * @throws InputError as `drawOverlaps`, and where matrices are listed for a density, which has no atoms
 */
export function limitOfOverlaps(data: OverlapsData, spectrum: Spectrum, m: number): Float64Array {
  requireList("overlaps", data, "the rows of one symmetric matrix, or one such matrix for each atom");
  const { kind, atomWeights } = spectrum;
  const atoms = atomWeights.length;
  const overlaps = new Float64Array(m * m * atoms);
  if (isSingle(data)) {
    const { matrix } = rootOf("overlaps", data, m);
    for (let q = 0; q < m * m; q++) axpy(atoms, matrix[q], atomWeights, 0, overlaps, q * atoms);
    return overlaps;
  }
  if (densityKinds.some((known) => known === kind)) {
    throw new InputError(
      `overlaps holds ${data.length} matrices, one for each atom, but a covariance of kind ${kind} has a density in their place at infinite dimension; give a single matrix.`,
    );
  }
  for (const [j, { matrix }] of rootsOfAtoms(data, spectrum, m).entries())
    for (let q = 0; q < m * m; q++) overlaps[q * atoms + j] = matrix[q];
  return overlaps;
}

function isSingle(data: OverlapsData): data is SymmetricRows {
  return !Array.isArray(data?.[0]?.[0]);
}

function coordinatesOfAtoms({ atomOf, atomSizes }: Spectrum): Int32Array[] {
  const members = Array.from(atomSizes, (size) => new Int32Array(size));
  const filled = new Int32Array(atomSizes.length);
  for (let i = 0; i < atomOf.length; i++) members[atomOf[i]][filled[atomOf[i]]++] = i;
  return members;
}

function rootsOfAtoms(data: readonly SymmetricRows[], spectrum: Spectrum, m: number): Root[] {
  const { atomEigenvalues, atomSizes } = spectrum;
  if (data.length !== atomEigenvalues.length) {
    throw new InputError(
      `overlaps holds ${data.length} matrices, but the covariance has ${atomEigenvalues.length} atoms; give one matrix for each, or a single one for all.`,
    );
  }
  return data.map((matrix, j) => {
    const name = `overlaps[${j}], the matrix of the atom of eigenvalue ${atomEigenvalues[j]},`;
    const root = rootOf(name, matrix, m);
    if (root.rank > atomSizes[j]) {
      throw new InputError(
        `${name} has rank ${root.rank}, but its atom has ${atomSizes[j]} coordinates; give a matrix of rank ${atomSizes[j]} or less, or a larger dimension.`,
      );
    }
    return root;
  });
}

/** Checks a matrix and takes its root; `name` opens the messages. */
function rootOf(name: string, matrix: SymmetricRows, m: number): Root {
  const flat = new Float64Array(m * m);
  if (!Array.isArray(matrix) || matrix.length !== m || matrix.some((row) => row?.length !== m)) {
    throw new InputError(
      `${name} is not ${m}×${m}, but it pairs every column of [X | X*] with every other, student first; give ${m} rows of ${m} numbers.`,
    );
  }
  let largest = 0;
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < m; k++) {
      flat[i * m + k] = matrix[i][k];
      if (!Number.isFinite(matrix[i][k])) {
        throw new InputError(
          `${name} holds ${show(matrix[i][k])}, but overlaps are finite numbers; change it.`,
        );
      }
      largest = Math.max(largest, Math.abs(matrix[i][k]));
    }
  }
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < i; k++) {
      if (!(Math.abs(flat[i * m + k] - flat[k * m + i]) <= NEGLIGIBLE * largest)) {
        throw new InputError(
          `${name} is not symmetric: [${i}][${k}] is ${flat[i * m + k]} and [${k}][${i}] is ${flat[k * m + i]}; make them equal.`,
        );
      }
      flat[k * m + i] = flat[i * m + k];
    }
  }
  const { eigenvalues, eigenvectors } = symmetricEigen(m, flat);
  const top = Math.max(0, ...eigenvalues.map(Math.abs));
  const lowest = eigenvalues[m - 1];
  if (!(lowest >= -NEGLIGIBLE * top)) {
    throw new InputError(
      `${name} has the negative eigenvalue ${Number(lowest.toPrecision(6))}, but overlaps are inner products and their matrix is positive semidefinite; change it.`,
    );
  }
  let rank = 0;
  while (rank < m && eigenvalues[rank] > NEGLIGIBLE * top) rank++;
  const rows = new Float64Array(rank * m);
  for (let r = 0; r < rank; r++) {
    const root = Math.sqrt(eigenvalues[r]);
    for (let i = 0; i < m; i++) rows[r * m + i] = root * eigenvectors[r * m + i];
  }
  return { rank, rows, matrix: flat };
}

/** Groups of coordinates able to hold a matrix of this rank: the atoms that are large enough, and a pool. */
function groupsHolding(rank: number, members: readonly Int32Array[], dimension: number): Int32Array[] {
  if (rank > dimension) {
    throw new InputError(
      `overlaps has rank ${rank}, but the dimension is ${dimension}; give a matrix of smaller rank or a larger dimension.`,
    );
  }
  const groups = members.filter((atom) => atom.length >= rank);
  const small = members.filter((atom) => atom.length < rank);
  let pool = small.flatMap((atom) => Array.from(atom));
  if (pool.length > 0 && pool.length < rank) {
    const largest = groups.reduce((best, atom) => (atom.length > best.length ? atom : best));
    groups.splice(groups.indexOf(largest), 1);
    pool = [...pool, ...largest];
  }
  if (pool.length > 0) groups.push(Int32Array.from(pool).sort());
  return groups;
}

/** Writes W = factor · Q R on the group's coordinates, into d×m columns. */
function drawGroup(
  root: Root,
  factor: number,
  group: Int32Array,
  dimension: number,
  m: number,
  stream: Stream,
  columns: Float64Array,
): void {
  const { rank, rows } = root;
  const size = group.length;
  const frame = orthonormalFrame(size, rank, stream);
  for (let field = 0; field < m; field++) {
    for (let i = 0; i < size; i++) {
      let value = 0;
      for (let r = 0; r < rank; r++) value += frame[r * size + i] * rows[r * m + field];
      columns[field * dimension + group[i]] = factor * value;
    }
  }
}
