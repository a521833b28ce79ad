/**
 * A look at a problem's callbacks before the first step. Each is called twice at the start, with a buffer filled with
 * a mark and with one filled with NaN, and must overwrite all of it with numbers and touch nothing else. Typed arrays
 * drop what is written past their end in silence, so the second buffer is longer: where cells beyond the size are
 * written and the last one is still untouched, one count was taken for another (a loop over `out.length` reaches the
 * last one). The steps themselves are left alone.
 */
import { InputError } from "../estimators/index.js";
import type { SdeProblem } from "./problem.js";

interface Look {
  readonly name: string;
  /** How many numbers the callback owes, and of what. */
  readonly size: number;
  readonly shape: string;
  /** Whether NaN is a mistake: derivatives may be none where the equation has a meaning; ±∞ is a run that diverges. */
  readonly finite: boolean;
  readonly call: (x: Float64Array, out: Float64Array) => unknown;
}

/** No callback writes it by chance. */
const mark = -7.25391e-287;

/** Buffers of more numbers than these are not looked at: they are Jacobians of large problems. */
const mostNumbers = 2 ** 22;

/** @throws InputError when a callback does not overwrite its buffer, and nothing but its buffer, with numbers. */
export function requireSoundCallbacks(problem: SdeProblem, t: number, start: Float64Array): void {
  for (const look of looks(problem, t))
    if (look.size > 0 && look.size <= mostNumbers) inspect(look, t, start);
}

function looks(problem: SdeProblem, t: number): Look[] {
  const { dimension: d, diffusionSize, sources, noise, matrixNoise } = problem;
  const { drift, diffusion, diffusionDerivative, diffusionJacobian, driftJacobian } = problem;
  const { evaluate, applyNoise, eulerStep } = problem;
  const dW = new Float64Array(sources);
  const coordinates = "one per coordinate";
  const matrix = `${noise.kind} noise in dimension ${d}${matrixNoise ? ` from ${sources} sources` : ""}`;
  const found: Look[] = [];
  const add = (name: string, size: number, shape: string, call: Look["call"], finite = true) =>
    found.push({ name, size, shape, finite, call });
  if (drift) add("drift", d, coordinates, (x, out) => drift(t, x, out));
  if (diffusion) add("diffusion", diffusionSize, matrix, (x, out) => diffusion(t, x, out));
  if (evaluate) {
    const f = new Float64Array(d);
    const g = new Float64Array(diffusionSize);
    add("evaluate (its drift)", d, coordinates, (x, out) => evaluate(t, x, out, g));
    add("evaluate (its diffusion)", diffusionSize, matrix, (x, out) => evaluate(t, x, f, out));
  }
  if (applyNoise) add("applyNoise", d, coordinates, (x, out) => applyNoise(t, x, dW, out));
  if (eulerStep) add("eulerStep", d, coordinates, (x, out) => eulerStep(t, 2 ** -10, x, dW, out));
  if (diffusionDerivative)
    add("diffusionDerivative", d, coordinates, (x, out) => diffusionDerivative(t, x, out), false);
  const partials = (rows: number) => `${rows} rows of ${d}`;
  if (diffusionJacobian) {
    const call: Look["call"] = (x, out) => diffusionJacobian(t, x, out);
    add("diffusionJacobian", diffusionSize * d, partials(diffusionSize), call, false);
  }
  if (driftJacobian) add("driftJacobian", d * d, partials(d), (x, out) => driftJacobian(t, x, out), false);
  return found;
}

function inspect(look: Look, t: number, start: Float64Array): void {
  const { name, size, shape, finite, call } = look;
  const owed = `the ${size} numbers of out (${shape})`;
  const x = start.slice();
  const out = new Float64Array(size).fill(mark);
  let returned: unknown;
  try {
    returned = call(x, out);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(`${name} failed on its buffer (${error.message}); let it write ${owed}`);
  }
  const changed = x.findIndex((value, j) => value !== start[j]);
  if (changed >= 0)
    throw new InputError(`${name} changes x[${changed}], which it may only read; let it write into out`);
  const untouched = out.indexOf(mark);
  if (untouched >= 0) {
    const instead = isAnother(returned, out) ? "returns an array and " : "";
    throw new InputError(`${name} ${instead}leaves out[${untouched}] as it was; let it write all of ${owed}`);
  }
  const longer = inLongerBuffer(call, x, size);
  const added = longer.findIndex((value, i) => i < size && Number.isNaN(value) && !Number.isNaN(out[i]));
  if (added >= 0)
    throw new InputError(
      `${name} adds to what stands in out[${added}]; let it overwrite out, which is lent and not cleared`,
    );
  const reach = reachIn(longer);
  if (reach > size)
    throw new InputError(`${name} writes into out[${reach - 1}], past its buffer; let it write ${owed}`);
  const wrong = finite ? out.findIndex((value) => Number.isNaN(value)) : -1;
  if (wrong >= 0) {
    throw new InputError(
      `${name} writes ${out[wrong]} into out[${wrong}] at the start, t = ${t} and x = ${shown(start)} (the square root of a negative variance is NaN); it must be a number there: mend the formula or the start`,
    );
  }
}

/** What a call leaves in a buffer of NaN with marked spare cells behind it; nothing where it insists on its length. */
function inLongerBuffer(call: Look["call"], x: Float64Array, size: number): Float64Array {
  const longer = new Float64Array(size + 8 + Math.min(size * Math.max(x.length, 2), 2 ** 14)).fill(mark);
  longer.fill(Number.NaN, 0, size);
  try {
    call(x, longer);
  } catch {
    return new Float64Array(0);
  }
  return longer;
}

/** One more than the last cell written, where a fixed number of cells is written; 0 otherwise. */
function reachIn(longer: Float64Array): number {
  if (longer.at(-1) !== mark) return 0;
  let reach = longer.length;
  while (longer[reach - 1] === mark) reach--;
  return reach;
}

const isAnother = (returned: unknown, out: Float64Array): boolean =>
  returned !== out && (Array.isArray(returned) || ArrayBuffer.isView(returned));

function shown(x: Float64Array): string {
  const most = 4;
  const numbers = Array.from(x.subarray(0, most)).join(", ");
  return x.length === 1 ? numbers : `(${numbers}${x.length > most ? ", …" : ""})`;
}
