export { type AtomsCovariance, atoms } from "./atoms.js";
export { type Covariance, covarianceKinds, densityKinds, limitKinds } from "./covariance.js";
export { createSpectrum, type Dimension } from "./create-spectrum.js";
export { parseCsv } from "./csv.js";
export {
  type DataCovariance,
  type DataFileCovariance,
  type DataInMemoryCovariance,
  data,
  isDataFile,
  readCovarianceData,
} from "./data.js";
export {
  createDataSet,
  type DataSet,
  type DataSetOptions,
  type FeatureSource,
  findColumn,
  type LabelSource,
  parseTable,
} from "./dataset.js";
export { covarianceMatrix, type DenseCovariance, dense, type SquareMatrix } from "./dense.js";
export { type DensityCovariance, density } from "./density.js";
export { describeCovariance } from "./describe.js";
export { type Eigen, symmetricEigen } from "./eigen.js";
export type { Eigenbasis } from "./eigenbasis.js";
export { type EigenvaluesCovariance, eigenvalues } from "./eigenvalues.js";
export {
  analyseData,
  type DataAnalysis,
  type DataOptions,
  FITS,
  type Fit,
  type RowScaling,
} from "./from-data.js";
export { type IdentityCovariance, identity } from "./identity.js";
export { hasMoment, withNodes } from "./limit-spectrum.js";
export { type MarchenkoPasturCovariance, marchenkoPastur } from "./marchenko-pastur.js";
export { parseNpy } from "./npy.js";
export { type PowerDensityCovariance, powerDensity } from "./power-density.js";
export { type PowerLawCovariance, powerLaw } from "./power-law.js";
export type { FeatureMap } from "./random-features.js";
export type { RowNorms, SpectrumWarning } from "./row-norms.js";
export type { Normalize, Spectrum } from "./spectrum.js";
export type { Rows, Table } from "./table.js";
export { type UniformCovariance, uniform } from "./uniform.js";
