/** What X_T is taken from, to hold the end of a march against. */
import { InputError } from "../../estimators/index.js";
import { requireFunction, requireKeys, show } from "../../estimators/input/index.js";
import type { Need } from "../brownian/increment.js";
import type { ExactSolution } from "../catalogue/index.js";
import { requireCommuting } from "../commuting.js";
import { requireFit } from "../schemes/fit.js";
import type { Scheme } from "../schemes/scheme.js";
import type { PathOptions, Setting } from "./setting.js";

export interface TruthOptions extends Pick<PathOptions, "exact" | "exactNeeds"> {
  /**
   * Take X_T from finer steps though there is an exact solution, or otherwise than by default: `finer` levels below
   * the finest (default 3), by `scheme` (default: the scheme itself, whose own wrong limit would go unseen).
   */
  readonly reference?: { readonly scheme?: Scheme; readonly finer?: number };
}

/** What an order was measured against: the exact solution, or finer steps and how far they are off, as the order tells. */
export type Against = "exact" | { readonly scheme: string; readonly step: number; readonly error: number };

/** What X_T is taken from: a function of the path, or else steps of a scheme so many levels below the finest. */
export interface Truth {
  readonly exact: ExactSolution | undefined;
  readonly needs: readonly Need[];
  readonly scheme: Scheme;
  readonly finer: number;
}

export function chooseTruth(
  { problem, entry, from, start }: Setting,
  scheme: Scheme,
  options: TruthOptions,
): Truth {
  const { reference } = options;
  if (options.exact !== undefined) requireFunction("exact", options.exact, "(t, start, path, out)");
  if (reference !== undefined) requireKeys("reference", reference, ["scheme", "finer"], "reference");
  const exact = options.exact ?? entry?.exact;
  const exactNeeds = (options.exact ? options.exactNeeds : entry?.exactNeeds) ?? [];
  if (exact && reference === undefined) return { exact, needs: exactNeeds, scheme, finer: 0 };
  const by = reference?.scheme ?? scheme;
  const finer = reference?.finer ?? 3;
  requireFit(problem, by);
  requireCommuting(problem, by, from, start);
  if (!(Number.isSafeInteger(finer) && finer >= 1))
    throw new InputError(
      `reference.finer is ${show(finer)}; it must be a whole number of levels, at least 1`,
    );
  return { exact: undefined, needs: by.needs, scheme: by, finer };
}
