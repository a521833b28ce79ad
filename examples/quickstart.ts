/**
 * The quickstart as a program: SGD, homogenized SGD and the deterministic ODE on one problem.
 *
 *     npm run build && node dist/examples/quickstart.js
 */
import { atoms, compare, constant, gaussian, leastSquares, problem } from "homogenized-sgd";
import { writeReport } from "homogenized-sgd/node";

const twoAtoms = problem({
  dimension: 2000,
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model: leastSquares({ noiseStd: 0.5 }),
  target: gaussian({ norm: 1 }),
});

const result = await compare(twoAtoms, {
  schedule: constant(0.7),
  horizon: 5,
  methods: ["ode", "hsgd", "sgd"],
  runs: 32,
  seed: 1,
});

for (const method of ["hsgd", "sgd"]) {
  const { supDistance } = result.agreement(method, "ode", "risk");
  console.log(method, supDistance);
}
await writeReport(result, "out/quickstart");
console.log("out/quickstart/figure.png");
