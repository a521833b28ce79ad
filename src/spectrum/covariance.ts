/** The kinds a covariance may have, and what each is told by. */

import { normalizing } from "./assemble.js";
import type { AtomsCovariance } from "./atoms.js";
import { type DataCovariance, dataKeys } from "./data.js";
import type { DenseCovariance } from "./dense.js";
import type { DensityCovariance } from "./density.js";
import type { EigenvaluesCovariance } from "./eigenvalues.js";
import type { IdentityCovariance } from "./identity.js";
import type { MarchenkoPasturCovariance } from "./marchenko-pastur.js";
import type { PowerDensityCovariance } from "./power-density.js";
import type { PowerLawCovariance } from "./power-law.js";
import type { UniformCovariance } from "./uniform.js";

/** The kinds with a continuous density. */
export type ContinuousCovariance =
  | PowerDensityCovariance
  | MarchenkoPasturCovariance
  | UniformCovariance
  | DensityCovariance;

/** A covariance as plain data: the kinds of an experiment file, a matrix, a function, or a data set in memory. */
export type Covariance =
  | IdentityCovariance
  | AtomsCovariance
  | EigenvaluesCovariance
  | PowerLawCovariance
  | ContinuousCovariance
  | DataCovariance
  | DenseCovariance;

const densityKeys = ["nodes", ...normalizing];

export const keysOfKind: Readonly<Record<Covariance["kind"], readonly string[]>> = {
  identity: normalizing,
  atoms: ["eigenvalues", "weights", ...normalizing],
  eigenvalues: ["values", ...normalizing],
  "power-law": ["exponent", ...normalizing],
  "power-density": ["beta", ...densityKeys],
  "marchenko-pastur": ["ratio", ...densityKeys],
  uniform: ["min", "max", ...densityKeys],
  density: ["of", "min", "max", ...densityKeys],
  data: dataKeys,
  dense: ["matrix", ...normalizing],
};

/** Every kind there is; `density` and `dense` are for the library only. */
export const covarianceKinds = Object.keys(keysOfKind) as readonly Covariance["kind"][];

/** Those with a continuous density. */
export const densityKinds: readonly Covariance["kind"][] = [
  "power-density",
  "marchenko-pastur",
  "uniform",
  "density",
];

/** Those that have a limit as d → ∞. */
export const limitKinds: readonly Covariance["kind"][] = ["identity", "atoms", ...densityKinds];
