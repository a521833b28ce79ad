/** What the flags of `hsgd order` ask for. */
import { InputError } from "../../estimators/index.js";
import { nearest } from "../../estimators/input/index.js";
import {
  fits,
  type NamedProblem,
  namedProblem,
  namedScheme,
  orderDefaults,
  type Scheme,
  schemes,
} from "../../sde/index.js";
import type { OrderRequest } from "../node/index.js";

export interface OrderFlags {
  readonly scheme?: string;
  readonly kind?: string;
  readonly levels?: string;
  readonly paths?: string;
  readonly seed?: string;
  readonly out?: string;
  readonly fresh?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export interface Asked {
  readonly entry: NamedProblem;
  readonly scheme: Scheme;
  readonly request: OrderRequest;
}

const kinds = ["strong", "weak", "both"] as const;

export function readOrderFlags(problem: string, flags: OrderFlags): Asked {
  const entry = namedProblem(problem);
  if (flags.scheme === undefined)
    throw new InputError(
      `--scheme is missing; those that fit ${entry.name} are ${schemesFor(entry).join(", ")}.`,
    );
  const scheme = namedScheme(flags.scheme);
  const { noise } = entry.problem;
  const kind = readKind(flags.kind);
  const given = {
    ...(flags.levels !== undefined && { levels: readLevels(flags.levels) }),
    ...(flags.paths !== undefined && { paths: whole("--paths", flags.paths) }),
  };
  // Of both, those that there are; one that is asked for by name is refused with the reason where there is none.
  const wants = (one: "strong" | "weak", order: number | null) =>
    kind === one || (kind === "both" && order !== null) ? { ...orderDefaults[one], ...given } : null;
  const request = {
    problem: entry.name,
    scheme: scheme.name,
    seed: whole("--seed", flags.seed ?? "1"),
    strong: wants("strong", scheme.strongOrder(noise)),
    weak: wants("weak", scheme.weakOrder(noise)),
  };
  return { entry, scheme, request };
}

/** Names of the schemes made for a problem. */
export const schemesFor = ({ problem }: NamedProblem): string[] =>
  schemes.filter((scheme) => fits(problem, scheme)).map(({ name }) => name);

function readKind(text = "both"): (typeof kinds)[number] {
  const found = kinds.find((kind) => kind === text);
  if (found) return found;
  const near = nearest(text, kinds);
  throw new InputError(
    `--kind is ${JSON.stringify(text)}${near === undefined ? "" : `, the nearest being ${near}`}; give strong, weak or both.`,
  );
}

function whole(flag: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InputError(`${flag} is ${JSON.stringify(text)}; give a whole number from 0 to 2^53 - 1.`);
  return value;
}

function readLevels(text: string): [number, number] {
  const [, coarsest, finest] = /^(\d+)(?:,|\.\.)(\d+)$/.exec(text) ?? [];
  if (finest === undefined)
    throw new InputError(
      `--levels is ${JSON.stringify(text)}; give two whole numbers, as 4,9 for steps of 2^-4 to 2^-9 of the interval.`,
    );
  return [Number(coarsest), Number(finest)];
}
