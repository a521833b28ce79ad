/**
 * Coefficients of Rodas5P, the stiffly accurate Rosenbrock method of order 5(4) of Steinebach (Construction of
 * Rosenbrock–Wanner method Rodas5P and numerical benchmarks within the Julia Differential Equations package, BIT Numer.
 * Math. 63, 2023), in the form that needs no products with the Jacobian (Hairer & Wanner, Solving Ordinary Differential
 * Equations II, §IV.7, eq. (7.25)). Rows are sparse: [stage, coefficient]; the order conditions are checked in the test.
 */
import type { SparseRow } from "./combine.js";

/** γ, the same in every stage. */
export const diagonal = 0.21193756319429014;

/** α: the stages' times as fractions of the step. */
export const nodes: readonly number[] = [
  0, 0.6358126895828704, 0.4095798393397535, 0.9769306725060716, 0.4288403609558664, 1, 1, 1,
];

/** d: what each stage takes of ∂f/∂t, in steps. */
export const timeWeights: readonly number[] = [
  0.21193756319429014, -0.42387512638858027, -0.3384627126235924, 1.8046452872882734, 2.325825639765069, 0, 0,
  0,
];

/** a: row i builds stage i + 1 from those before it; the last two stages, and the result, add one U each to the stage before. */
export const stages: readonly SparseRow[] = [
  [[0, 3]],
  [
    [0, 2.849394379747939],
    [1, 0.45842242204463923],
  ],
  [
    [0, -6.954028509809101],
    [1, 2.489845061869568],
    [2, -10.358996098473584],
  ],
  [
    [0, 2.8029986275628964],
    [1, 0.5072464736228206],
    [2, -0.3988312541770524],
    [3, -0.04721187230404641],
  ],
  [
    [0, -7.502846399306121],
    [1, 2.561846144803919],
    [2, -11.627539656261098],
    [3, -0.18268767659942256],
    [4, 0.030198172008377946],
  ],
];

/** c: row i is what stage i + 1 takes of the U before it. */
export const couplings: readonly SparseRow[] = [
  [[0, -14.155112264123755]],
  [
    [0, -17.97296035885952],
    [1, -2.859693295451294],
  ],
  [
    [0, 147.12150275711716],
    [1, -1.41221402718213],
    [2, 71.68940251302358],
  ],
  [
    [0, 165.43517024871676],
    [1, -0.4592823456491126],
    [2, 42.90938336958603],
    [3, -5.961986721573306],
  ],
  [
    [0, 24.854864614690072],
    [1, -3.0009227002832186],
    [2, 47.4931110020768],
    [3, 5.5814197821558125],
    [4, -0.6610691825249471],
  ],
  [
    [0, 30.91273214028599],
    [1, -3.1208243349937974],
    [2, 77.79954646070892],
    [3, 34.28646028294783],
    [4, -19.097331116725623],
    [5, -28.087943162872662],
  ],
  [
    [0, 37.80277123390563],
    [1, -3.2571969029072276],
    [2, 112.26918849496327],
    [3, 66.9347231244047],
    [4, -40.06618937091002],
    [5, -54.66780262877968],
    [6, -9.48861652309627],
  ],
];
