export { catalogue, namedProblem } from "./catalogue.js";
export type { DrivingPath, ExactSolution, NamedProblem } from "./named-problem.js";
