/**
 * order.json: the strong and the weak order of one scheme on one problem, with what was asked, so that the same can be
 * asked again. Numbers that are not finite are null.
 */
import type {
  Against,
  NamedProblem,
  Scheme,
  StrongOrder,
  Verdict,
  WeakLimit,
  WeakOrder,
} from "../../sde/index.js";
import type { Num } from "../comparison/index.js";
import { isNumber } from "./format.js";

export interface OrderReport {
  readonly format: "homogenized-sgd/order";
  readonly version: 1;
  readonly problem: {
    readonly name: string;
    readonly description: string;
    readonly calculus: string;
    readonly noise: string;
    readonly from: number;
    readonly to: number;
  };
  readonly scheme: string;
  readonly seed: number;
  /** Root mean square of |X^h − X| at `to`; null where it was not asked for, or a scheme follows no path. */
  readonly strong: MeasuredOrder | null;
  /** Of E |X^h|² − E |X|² at `to`; null where it was not asked for. */
  readonly weak: MeasuredOrder | null;
}

/** A `StrongOrder` or `WeakOrder` as JSON has it. */
export interface MeasuredOrder {
  readonly outcome: "measured" | "undecided";
  readonly reason?: string;
  readonly verdict: Verdict;
  readonly order: Num;
  readonly interval: readonly [low: Num, high: Num];
  readonly declared: number;
  readonly confidence: number;
  readonly against: "exact" | { readonly scheme: string; readonly step: number; readonly error: Num };
  readonly limit?: WeakLimit;
  readonly paths: number;
  readonly levels: readonly MeasuredLevel[];
}

export interface MeasuredLevel {
  readonly level: number;
  readonly step: number;
  /** Of the weak order the bias, with its sign. */
  readonly error: Num;
  readonly standardError: Num;
  readonly diverged: number;
  readonly fitted: boolean;
}

const num = (value: number): Num => (isNumber(value) ? value : null);

export interface Measured {
  readonly seed: number;
  readonly strong?: StrongOrder | null;
  readonly weak?: WeakOrder | null;
}

/**
 * What `writeOrder` writes, of orders measured on a problem of the catalogue or one described like those.
 *
 * @param entry the problem they were measured on.
 * @param scheme the scheme they are of.
 * @param measured the seed, and one order or both.
 * @returns plain data, equal to what its JSON says.
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, strongOrder } from "homogenized-sgd/sde";
 * import { orderReport } from "homogenized-sgd/node";
 * const entry = namedProblem("tangent");
 * const strong = strongOrder(entry, eulerMaruyama, { seed: 1, paths: 100 });
 * orderReport(entry, eulerMaruyama, { seed: 1, strong }).strong.declared; // => 0.5
 * ```
 */
export function orderReport(
  { name, description, problem, from, to }: NamedProblem,
  { name: scheme }: Scheme,
  { seed, strong, weak }: Measured,
): OrderReport {
  return {
    format: "homogenized-sgd/order",
    version: 1,
    problem: { name, description, calculus: problem.calculus, noise: problem.noise.kind, from, to },
    scheme,
    seed,
    strong: strong ? written(strong, ({ error }) => error) : null,
    weak: weak ? written(weak, ({ bias }) => bias) : null,
  };
}

function written<Level extends StrongOrder["levels"][number] | WeakOrder["levels"][number]>(
  measured: Omit<StrongOrder, "levels"> & { readonly levels: readonly Level[]; readonly limit?: WeakLimit },
  errorOf: (level: Level) => number,
): MeasuredOrder {
  const { outcome, reason, verdict, order, interval, declared, confidence, against, limit, paths } = measured;
  return {
    outcome,
    ...(reason !== undefined && { reason }),
    verdict,
    order: num(order),
    interval: [num(interval[0]), num(interval[1])],
    declared,
    confidence,
    against: writtenAgainst(against),
    ...(limit && { limit }),
    paths,
    levels: measured.levels.map((one) => ({
      level: one.level,
      step: one.step,
      error: num(errorOf(one)),
      standardError: num(one.standardError),
      diverged: one.diverged,
      fitted: one.fitted,
    })),
  };
}

const writtenAgainst = (against: Against): MeasuredOrder["against"] =>
  against === "exact" ? against : { ...against, error: num(against.error) };

/** What is asked for, every default filled in: the same request gives the same report. */
export interface OrderRequest {
  readonly problem: string;
  readonly scheme: string;
  readonly seed: number;
  readonly strong: RequestedOrder | null;
  readonly weak: RequestedOrder | null;
}

export interface RequestedOrder {
  readonly levels: readonly [coarsest: number, finest: number];
  readonly paths: number;
}

/** Whether a report answers a request. */
export function answers(
  { problem, scheme, seed, strong, weak }: OrderReport,
  request: OrderRequest,
): boolean {
  return (
    problem.name === request.problem &&
    scheme === request.scheme &&
    seed === request.seed &&
    isAsAsked(strong, request.strong) &&
    isAsAsked(weak, request.weak)
  );
}

function isAsAsked(measured: MeasuredOrder | null, asked: RequestedOrder | null): boolean {
  if (!measured || !asked) return !measured && !asked;
  const { levels, paths } = measured;
  const [coarsest, finest] = asked.levels;
  return paths === asked.paths && levels[0].level === coarsest && levels[levels.length - 1].level === finest;
}
