/** Every command of `hsgd`, in the order of its help. */
import type { CommandSpec } from "./command.js";

const run: CommandSpec = {
  name: "run",
  argument: {
    name: "file",
    description: "experiment file, YAML or JSON; without it the built-in quickstart",
  },
  summary: "run an experiment: print a table, write the output folder",
  details:
    "Compares the dynamics an experiment file names (SGD, homogenized SGD, their ODE) and writes result.json, " +
    "curves.csv, figure.svg and figure.png. A finished folder of the same experiment is shown, not run again. An " +
    "interrupted run keeps what finished beside the output folder, in <dir>.interrupted.",
  options: [
    { flags: "--out <dir>", description: "output folder (default: out/<name>)" },
    {
      flags: "--set <key.path=value>",
      description: "put a value in the place of the file's; repeatable",
      repeatable: true,
    },
    { flags: "--seed <n>", description: "as --set ensemble.seed=n" },
    { flags: "--runs <n>", description: "as --set ensemble.runs=n" },
    {
      flags: "--dry-run",
      description: "tell what would be done, with estimated time and memory; write nothing",
    },
    { flags: "--fresh", description: "run even if the folder holds a result, which is moved aside" },
    { flags: "--json", description: "print result.json to standard output, the table to standard error" },
    { flags: "--quiet", description: "no progress, no table; errors only" },
  ],
  examples: [
    ["hsgd run", "the quickstart, into out/two-atoms"],
    ["hsgd run experiment.yaml --set schedule.rate=1.2 --runs 64 --out out/fast", "another rate, more runs"],
    ["hsgd run experiment.yaml --dry-run", "how long it would take"],
  ],
  load: () => import("./run.js"),
};

const order: CommandSpec = {
  name: "order",
  argument: { name: "problem", description: "a problem of the catalogue; without it a list of them" },
  summary: "measure the strong and the weak order of an SDE scheme, with intervals",
  details:
    "Marches a scheme over a problem with a known solution at several steps on the same Brownian paths, prints errors, " +
    "orders and their intervals, and writes order.json, figure.svg and figure.png. A folder that holds the same " +
    "measurement is shown, not made again.",
  options: [
    { flags: "--scheme <name>", description: "the scheme, as milstein" },
    { flags: "--kind <kind>", description: "strong, weak or both (default)" },
    {
      flags: "--levels <a,b>",
      description: "steps of 2^-a to 2^-b of the interval (default: strong 4,9; weak 2,7)",
    },
    { flags: "--paths <n>", description: "paths (default: strong 1000, weak 10000)" },
    { flags: "--seed <n>", description: "default: 1" },
    { flags: "--out <dir>", description: "output folder (default: out/order-<problem>-<scheme>)" },
    { flags: "--fresh", description: "measure even if the folder holds a measurement, which is moved aside" },
    { flags: "--json", description: "print order.json to standard output, the table to standard error" },
    { flags: "--quiet", description: "no progress, no table; errors only" },
  ],
  examples: [
    ["hsgd order", "the problems, and the schemes that fit each"],
    ["hsgd order tangent --scheme milstein", "its two orders, into out/order-tangent-milstein"],
    ["hsgd order tangent --scheme milstein --kind weak --paths 100000", "one of them, more paths"],
  ],
  load: () => import("./order.js"),
};

const figure: CommandSpec = {
  name: "figure",
  argument: { name: "name", description: "a figure; without it a list of them" },
  summary: "make a figure of the papers again, and measure it against the theory",
  details:
    "Computes a figure after one of the papers', prints what was measured beside what is expected, and writes " +
    "figure.json, curves.csv, figure.svg and figure.png. A folder that holds the same figure is shown, not made again.",
  options: [
    { flags: "--full", description: "dimensions and runs as for a print: minutes rather than seconds" },
    { flags: "--out <dir>", description: "output folder (default: out/figure-<name>)" },
    { flags: "--fresh", description: "make it even if the folder holds a figure, which is moved aside" },
    { flags: "--json", description: "print figure.json to standard output, the table to standard error" },
    { flags: "--quiet", description: "no progress, no table; errors only" },
  ],
  examples: [
    ["hsgd figure", "their names, and what each shows"],
    ["hsgd figure adagrad-least-squares", "the quick version, into out/figure-adagrad-least-squares"],
    ["hsgd figure phase-retrieval --full --out print", "as for a print"],
  ],
  load: () => import("./figure.js"),
};

const predict: CommandSpec = {
  name: "predict",
  argument: {
    name: "file",
    description: "experiment file, YAML or JSON; without it the built-in quickstart",
  },
  summary: "tell what closed forms and the ODE say of an experiment, without simulating it",
  details:
    "Prints the stability threshold of a constant rate, the risk that noise leaves, the rate of decay, the best constant " +
    "rate, the limit of the learning rate and powers of t at late times; where one is not known, why. Writes no file.",
  options: [
    {
      flags: "--set <key.path=value>",
      description: "put a value in the place of the file's; repeatable",
      repeatable: true,
    },
    { flags: "--json", description: "print JSON to standard output, the table to standard error" },
    { flags: "--quiet", description: "no table; errors only" },
  ],
  examples: [
    ["hsgd predict experiment.yaml", "before it is run"],
    ["hsgd predict experiment.yaml --set problem.model.noiseStd=0 --json", "without noise, for a program"],
  ],
  load: () => import("./predict.js"),
};

const schema: CommandSpec = {
  name: "schema",
  argument: {
    name: "form",
    description:
      "experiment (default: the experiment file), result, order, predict, figure or dry-run (what those commands print)",
  },
  summary: "print the JSON Schema of the experiment file, or of what a command writes",
  options: [],
  examples: [
    ["hsgd schema > schema.json", "for editors that complete YAML or JSON"],
    ["hsgd schema result", "for programs that read result.json"],
  ],
  load: () => import("./print-schema.js"),
};

const init: CommandSpec = {
  name: "init",
  argument: { name: "file", description: "file to write (default: experiment.yaml)" },
  summary: "write a commented starter file; an existing file is left alone",
  options: [],
  examples: [["hsgd init noisy.yaml", "then edit it, and: hsgd run noisy.yaml"]],
  load: () => import("./init.js"),
};

export const commands: readonly CommandSpec[] = [run, order, predict, figure, schema, init];
