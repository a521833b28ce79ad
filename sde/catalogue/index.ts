export { catalogue, namedProblem } from "./catalogue.js";
export type { DrivingPath, ExactNeed, ExactSolution, NamedProblem } from "./named-problem.js";
