/**
 * A stochastic differential equation from text: every formula is read once, its parameters become numbers, and it is
 * compiled on our own elementary functions. Derivatives are symbolic:
 *
 *     driftJacobian ∂f_i/∂x_j,      diffusionJacobian ∂g_q/∂x_j,      diffusionDerivative ∂g_i/∂x_i
 *
 * so every scheme that needs one is served.
 */

import { InputError } from "../estimators/index.js";
import { keysOf, requireKeys, requireList, show } from "../estimators/input/index.js";
import {
  compileExpression,
  derive,
  type Evaluate,
  type Expression,
  loadFormulas,
  namesIn,
  parseFormula,
  substitute,
} from "./formula/index.js";
import {
  type Calculus,
  defineSde,
  type Field,
  type Noise,
  type NoiseKind,
  type SdeProblem,
} from "./problem.js";

export interface FormulaSde {
  /** One formula per coordinate; a text alone in one dimension. */
  readonly drift: string | readonly string[];
  /** One formula per coordinate, or rows of them, one per coordinate with a formula for every source; left out: no noise. */
  readonly diffusion?: string | readonly string[] | readonly (readonly string[])[];
  readonly calculus?: Calculus;
  /**
   * What the formulas leave open; the number of sources is theirs. Default: additive where no variable stands in them,
   * else diagonal for one formula per coordinate and general for rows. `scalar`: the coordinates share one source.
   */
  readonly noise?: { readonly kind: NoiseKind; readonly sources?: number; readonly commutative?: boolean };
  /** Names of the coordinates. Default x, or x1, x2, … where there are several. */
  readonly variables?: readonly string[];
  /** Values of all other names but t. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Where paths start when `solve` is given no start. */
  readonly start?: ArrayLike<number>;
}

/**
 * A problem from text formulas in t, the variables and the parameters, with symbolic derivatives.
 *
 * Why not `defineSde` with strings: reading formulas loads mathjs, which takes longer than everything else together, so this waits for it
 * (`formulaSdeSync` does not).
 *
 * @param equation formulas for drift and diffusion, calculus, names and parameters.
 * @returns the same as `defineSde`, with `driftJacobian`, and `diffusionJacobian` and `diffusionDerivative` where there is noise.
 * @throws InputError where a formula cannot be read (with the position), a name is unknown, a parameter is not used, or formulas, noise
 *   and names do not go together.
 * @example
 * ```ts
 * import { formulaSde, milstein, solve } from "homogenized-sgd/sde";
 * const rates = await formulaSde({ calculus: "ito", drift: "theta*(mu - x)", diffusion: "sigma*sqrt(x)",
 *   parameters: { theta: 2, mu: 1, sigma: 0.5 }, start: [0.6] });
 * rates.noise.kind; // => "diagonal"
 * const slope = new Float64Array(1);
 * rates.diffusionDerivative(0, Float64Array.of(4), slope);
 * slope[0]; // => 0.125
 * solve(rates, { to: 1, step: 0.01, scheme: milstein, seed: 1 }).outcome; // => "finished"
 * ```
 */
export async function formulaSde(equation: FormulaSde): Promise<SdeProblem> {
  await loadFormulas();
  return formulaSdeSync(equation);
}

/**
 * `formulaSde` for callers that cannot wait; the parser must have been loaded.
 *
 * @param equation as for `formulaSde`.
 * @throws InputError as `formulaSde`, or if `loadFormulas` was not awaited before.
 * @example
 * ```ts
 * import { formulaSdeSync, loadFormulas } from "homogenized-sgd/sde";
 * await loadFormulas();
 * const hunt = formulaSdeSync({ calculus: "ito", variables: ["prey", "predator"],
 *   drift: ["prey*(a - b*predator)", "predator*(b*prey - c)"], diffusion: ["s*prey", "s*predator"],
 *   parameters: { a: 1, b: 0.5, c: 0.8, s: 0.1 } });
 * const J = new Float64Array(4);
 * hunt.driftJacobian(0, Float64Array.of(2, 1), J);
 * Array.from(J); // => [0.5, -1, 0.5, 0.2]
 * ```
 */
export function formulaSdeSync(equation: FormulaSde): SdeProblem {
  requireKeys("formulaSde", equation, equationKeys);
  const { calculus, start, parameters = {} } = equation;
  if (typeof parameters !== "object" || parameters === null)
    throw new InputError(`parameters is ${show(parameters)}; give the names' values, as { a: 1 }`);
  if (equation.noise !== undefined)
    requireKeys("noise", equation.noise, ["kind", "sources", "commutative"], "noise");
  const texts = textsOf(equation);
  const dimension = texts.drift.length;
  const variables = variablesOf(equation.variables, dimension);
  const read = reader(variables, parameters);
  const f = texts.drift.map((text, i) => read(`drift[${i}]`, text));
  const g = texts.diffusion.map((text, q) => read(texts.place(q), text));
  read.requireAllUsed();
  const noise = noiseOf(equation.noise, texts, g, variables);

  const field = (expressions: readonly Expression[]) => compileField(expressions, variables);
  const jacobian = (rows: readonly Expression[]) =>
    field(rows.flatMap((row) => variables.map((name) => derive(row, name))));
  const own = noise.kind === "diagonal" || (noise.kind === "scalar" && dimension === 1);
  return defineSde({
    dimension,
    noise,
    ...(calculus !== undefined && { calculus }),
    ...(start !== undefined && { start }),
    drift: field(f),
    driftJacobian: jacobian(f),
    ...(noise.kind !== "none" && { diffusion: field(g), diffusionJacobian: jacobian(g) }),
    ...(own && { diffusionDerivative: field(g.map((row, i) => derive(row, variables[i]))) }),
  });
}

const equationKeys = keysOf<FormulaSde>({
  drift: true,
  diffusion: true,
  calculus: true,
  noise: true,
  variables: true,
  parameters: true,
  start: true,
});

interface Texts {
  readonly drift: readonly string[];
  /** All formulas of the diffusion, row after row. */
  readonly diffusion: readonly string[];
  /** Formulas in a row where they come in rows; 0 where they do not. */
  readonly sources: number;
  /** "diffusion[1][0]": where formula q stands. */
  readonly place: (q: number) => string;
}

function textsOf({ drift: given, diffusion = [] }: FormulaSde): Texts {
  const drift = typeof given === "string" ? [given] : given;
  if (!(Array.isArray(drift) && drift.length >= 1))
    throw new InputError("drift is no formula; give a text, or an array of one text per coordinate");
  const d = drift.length;
  const rows: readonly (string | readonly string[])[] =
    typeof diffusion === "string" ? [diffusion] : diffusion;
  if (!Array.isArray(rows))
    throw new InputError("diffusion is no formula; give a text, one per coordinate, or rows of them");
  if (rows.length === 0) return { drift, diffusion: [], sources: 0, place: () => "diffusion" };
  if (rows.length !== d)
    throw new InputError(
      `diffusion has ${rows.length} ${Array.isArray(rows[0]) ? "rows" : "formulas"} and drift ${d}; give one per coordinate`,
    );
  if (!rows.some(Array.isArray))
    return { drift, diffusion: rows as string[], sources: 0, place: (q) => `diffusion[${q}]` };
  const m = rows[0].length;
  const uneven = rows.findIndex((row) => !(Array.isArray(row) && row.length === m && m >= 1));
  if (uneven >= 0)
    throw new InputError(
      `diffusion[${uneven}] is not a row as the first one; give every coordinate a row with a formula for each source`,
    );
  const place = (q: number) => `diffusion[${Math.floor(q / m)}][${q % m}]`;
  return { drift, diffusion: rows.flat(), sources: m, place };
}

function variablesOf(given: readonly string[] | undefined, dimension: number): readonly string[] {
  if (given === undefined)
    return dimension === 1 ? ["x"] : Array.from({ length: dimension }, (_, i) => `x${i + 1}`);
  requireList("variables", given, "one name per coordinate");
  if (given.length !== dimension)
    throw new InputError(
      `variables has ${given.length} names and drift ${dimension} formulas; give one name per coordinate`,
    );
  return given;
}

interface Reader {
  (place: string, text: unknown): Expression;
  requireAllUsed(): void;
}

/** Reads formulas in t, variables and parameters, putting the parameters' values in. */
function reader(variables: readonly string[], parameters: Readonly<Record<string, number>>): Reader {
  const values = new Map(Object.entries(parameters));
  const names = ["t", ...variables, ...values.keys()];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new InputError(
      `the name "${twice}" stands for two things${twice === "t" ? " (t is the time)" : ""}; rename one of them`,
    );
  for (const [name, value] of values)
    if (!Number.isFinite(value))
      throw new InputError(`parameters.${name} is ${show(value)}; it must be a finite number`);
  const used = new Set<string>();
  const read = (place: string, text: unknown): Expression => {
    if (typeof text !== "string") throw new InputError(`${place} is ${show(text)}; give a formula as text`);
    const expression = parseFormula(text, names, { place, remedy: "give its value in parameters" });
    for (const name of namesIn(expression)) used.add(name);
    return substitute(expression, values);
  };
  return Object.assign(read, {
    requireAllUsed: () => {
      for (const name of values.keys())
        if (!used.has(name))
          throw new InputError(
            `parameters.${name} is given and no formula uses it; take it out, or correct the formulas`,
          );
    },
  });
}

function noiseOf(
  given: FormulaSde["noise"],
  { diffusion, sources, place }: Texts,
  g: readonly Expression[],
  variables: readonly string[],
): Noise {
  const moving = g.findIndex((expression) => variables.some((name) => namesIn(expression).has(name)));
  const rows = sources > 0;
  if (diffusion.length === 0) {
    if (given && given.kind !== "none")
      throw new InputError(`diffusion is missing; ${given.kind} noise needs it: give its formulas`);
    return { kind: "none" };
  }
  if (given === undefined) {
    if (moving < 0) return rows ? { kind: "additive", sources } : { kind: "additive" };
    return rows ? { kind: "general", sources } : { kind: "diagonal" };
  }
  const { kind, commutative } = given;
  const accepted: readonly NoiseKind[] = rows ? ["general", "additive"] : ["diagonal", "scalar", "additive"];
  if (!accepted.includes(kind))
    throw new InputError(
      `noise.kind is ${show(kind)} and diffusion comes ${rows ? "in rows" : "as one formula per coordinate"}; that form is ${accepted.join(" or ")}`,
    );
  if (given.sources !== undefined && given.sources !== sources)
    throw new InputError(
      `noise.sources is ${show(given.sources)} and diffusion has ${rows ? `rows of ${sources}` : "no rows"}; leave sources out, for the formulas say it`,
    );
  if (kind === "additive" && moving >= 0)
    throw new InputError(
      `${place(moving)} depends on the state and noise.kind is "additive"; leave noise out, or take ${variables.join(", ")} out of the formula`,
    );
  if (kind === "general") return { kind, sources, ...(commutative !== undefined && { commutative }) };
  return rows ? { kind: "additive", sources } : ({ kind } as Noise);
}

/** Numbers that are not 0, and where they stand. */
function compileField(expressions: readonly Expression[], variables: readonly string[]): Field {
  const names = ["t", ...variables];
  const size = expressions.length;
  const filled = expressions.flatMap((expression, q) =>
    expression.kind === "number" && expression.value === 0 ? [] : [q],
  );
  const places = Int32Array.from(filled);
  const formulas = filled.map((q) => compileExpression(expressions[q], names));
  const values = new Float64Array(names.length);
  return (t, x, out) => write(t, x, values, size, places, formulas, out);
}

function write(
  t: number,
  x: Float64Array,
  values: Float64Array,
  size: number,
  places: Int32Array,
  formulas: readonly Evaluate[],
  out: Float64Array,
): void {
  values[0] = t;
  for (let i = 1; i < values.length; i++) values[i] = x[i - 1];
  if (places.length < size) for (let q = 0; q < size; q++) out[q] = 0;
  for (let n = 0; n < places.length; n++) out[places[n]] = formulas[n](values);
}
