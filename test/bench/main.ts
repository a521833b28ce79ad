/**
 * `npm run bench`: how fast we are, beside numpy where it is installed, in ratios to what runs beside us. Builds first;
 * takes about six minutes, or less with the name of one part: `npm run bench dynamics`.
 *   dynamics: SGD and HSGD, nanoseconds per coordinate of a step beside numpy's two-line SGD; the normals and other inner
 *     loops; the ODE with 10⁴ distinct eigenvalues; the quickstart as a command.
 *   ode: a thousand distinct eigenvalues, models of one output to t = 100 beside scipy, and eigenvalues over twelve decades
 *     to t = 10⁶.
 *   losses: losses given as text, one sample at a time beside numpy's over arrays, and their ODE, all of it quadrature.
 *   engine: Euler–Maruyama beside loops by hand over the same normals; 10⁵ paths of 10³ steps; Brownian trees.
 */
import { cpus } from "node:os";
import { join } from "node:path";
import { normalTable, stepTable, wholeTable } from "./dynamics-tables.js";
import { engineTable, memoryTable, treeTable } from "./engine-tables.js";
import { rounds } from "./interleave.js";
import { lossTable, ownLossOdeTable } from "./losses.js";
import { type Numpy, startNumpy } from "./numpy.js";
import { odeTable } from "./odes.js";
import { print } from "./table.js";

const parts: Record<string, readonly ((numpy: Numpy | undefined) => Promise<void>)[]> = {
  dynamics: [stepTable, normalTable, wholeTable],
  ode: [odeTable],
  losses: [lossTable, ownLossOdeTable],
  engine: [engineTable, memoryTable, treeTable],
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in parts));
if (unknown !== undefined) {
  console.error(`bench has no part ${unknown}; its parts are ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
const numpy = startNumpy(join(import.meta.dirname, "..", "..", "test", "bench"));
print(`Node ${process.version}, ${cpus()[0].model}; medians of ${rounds} rounds, taking turns`);
print(
  numpy
    ? `numpy ${numpy.version}, one thread`
    : "numpy is missing, so no ratios: `apt-get install python3-numpy`, or name a Python that has it in PYTHON",
);
print();
for (const [name, tables] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) for (const show of tables) await show(numpy);
numpy?.close();
