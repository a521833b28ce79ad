/** `hsgd order` */
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import {
  catalogue,
  fits,
  type NamedProblem,
  namedProblem,
  namedScheme,
  type Scheme,
  schemes,
  strongOrderAsync,
  weakOrderAsync,
} from "../../sde/index.js";
import { formatJson, requireFolder, writeOrder } from "../node/index.js";
import { type OrderReport, orderTable } from "../report/index.js";
import type { Call } from "./command.js";
import { createProgress } from "./progress.js";
import { hushed, type Terminal } from "./terminal.js";

interface OrderFlags {
  readonly scheme?: string;
  readonly levels?: string;
  readonly paths?: string;
  readonly seed?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

interface Measuring {
  readonly seed: number;
  readonly levels?: [number, number];
  readonly paths?: number;
}

const clock = (): number => performance.now() / 1000;

export async function execute({ argument, options, terminal: loud, signal }: Call): Promise<number> {
  const flags: OrderFlags = options;
  if (argument === undefined) {
    loud.print(listing());
    return 0;
  }
  const terminal = flags.quiet ? hushed(loud) : loud;
  const entry = namedProblem(argument);
  if (flags.scheme === undefined)
    throw new InputError(
      `--scheme is missing; those that fit ${entry.name} are ${namesFor(entry).join(", ")}.`,
    );
  const scheme = namedScheme(flags.scheme);
  const folder = flags.out ?? join("out", `order-${entry.name}-${scheme.name}`);
  await requireFolder(folder);
  const report = await measure(entry, scheme, readNumbers(flags), terminal, signal);
  await writeOrder(report, folder);
  if (flags.json) loud.print(formatJson(report));
  else if (!flags.quiet) loud.print(orderTable(report));
  terminal.tell(`Wrote ${folder}: order.json, figure.svg, figure.png.`);
  return 0;
}

function readNumbers({ seed = "1", levels, paths }: OrderFlags): Measuring {
  return {
    seed: whole("--seed", seed),
    ...(paths !== undefined && { paths: whole("--paths", paths) }),
    ...(levels !== undefined && { levels: readLevels(levels) }),
  };
}

function whole(flag: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new InputError(`${flag} is ${JSON.stringify(text)}; give a whole number.`);
  return Number(text);
}

function readLevels(text: string): [number, number] {
  const [, coarsest, finest] = /^(\d+)(?:,|\.\.)(\d+)$/.exec(text) ?? [];
  if (finest === undefined)
    throw new InputError(
      `--levels is ${JSON.stringify(text)}; give two whole numbers, as 4,9 for steps of 2^-4 to 2^-9 of the interval.`,
    );
  return [Number(coarsest), Number(finest)];
}

async function measure(
  entry: NamedProblem,
  scheme: Scheme,
  measuring: Measuring,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<OrderReport> {
  const { name, description, problem, from, to } = entry;
  const progress = await createProgress(terminal, clock);
  const paced = (method: string) => ({
    ...measuring,
    signal,
    onProgress: (fraction: number) => progress.update({ method, run: 0, runs: 1, fraction }),
  });
  try {
    const strong =
      scheme.strongOrder(problem.noise) === null
        ? null
        : await strongOrderAsync(entry, scheme, paced("strong"));
    const weak =
      scheme.weakOrder(problem.noise) === null ? null : await weakOrderAsync(entry, scheme, paced("weak"));
    progress.finish();
    return {
      version: 1,
      problem: { name, description, calculus: problem.calculus, noise: problem.noise.kind, from, to },
      scheme: scheme.name,
      seed: measuring.seed,
      strong,
      weak,
    };
  } catch (error) {
    progress.abandon();
    throw error;
  }
}

const namesFor = ({ problem }: NamedProblem): string[] =>
  schemes.filter((scheme) => fits(problem, scheme)).map(({ name }) => name);

/** Every problem with the schemes that fit it. */
function listing(): string {
  const lines = catalogue.flatMap((entry) => [
    `${entry.name}`,
    `    ${entry.description}`,
    `    ${entry.problem.calculus}, ${entry.problem.noise.kind} noise; ${namesFor(entry).join(", ")}`,
  ]);
  return [
    "Problems, and the schemes that fit them:",
    "",
    ...lines,
    "",
    "Next: hsgd order PROBLEM --scheme NAME",
    "",
  ].join("\n");
}
