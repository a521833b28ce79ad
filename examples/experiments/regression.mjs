// Makes regression.csv, a small data set: features of unequal variance, labels linear in them up to noise.
//   node examples/experiments/regression.mjs > examples/experiments/regression.csv
import { createStreams } from "homogenized-sgd/sde";

const samples = 200;
const features = 40;
const normals = createStreams(2024, "regression.csv").stream(0);

const weights = Array.from({ length: features }, () => normals.normal() / Math.sqrt(features));
const header = [...weights.map((_, i) => `x${i + 1}`), "target"];
const rows = Array.from({ length: samples }, () => {
  const x = weights.map((_, i) => normals.normal() * (i % 2 === 0 ? 1.25 : 0.75));
  const target = x.reduce((sum, value, i) => sum + value * weights[i], 0.3 * normals.normal());
  return [...x, target].map((value) => value.toFixed(2));
});
process.stdout.write(`${[header, ...rows].map((row) => row.join(",")).join("\n")}\n`);
