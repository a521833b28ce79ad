export { figure as adagradLeastSquares } from "./adagrad-least-squares.js";
export { figure as adagradLogistic } from "./adagrad-logistic.js";
export { figure as committee } from "./committee.js";
export { figure as lineSearchAgainstPolyak } from "./line-search-against-polyak.js";
export { figure as lineSearchTwoEigenvalues } from "./line-search-two-eigenvalues.js";
export { figure as logistic } from "./logistic.js";
export { figure as phaseRetrieval } from "./phase-retrieval.js";
export { figure as powerLaw } from "./power-law.js";
