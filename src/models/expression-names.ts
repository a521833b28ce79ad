/**
 * The fields of a loss that is a formula, read off its names: x or x1 … xℓ, y or y1 … yℓ*, noise or noise1 …; a name
 * without a number is the one of its kind.
 */
import { InputError } from "../../estimators/index.js";

export interface FieldNames {
  /** None where no formula has any. */
  readonly student: readonly string[];
  /** One that is not used where no formula has any. */
  readonly teacher: readonly string[];
  /** The same. */
  readonly noise: readonly string[];
}

/** More of one kind than anybody means. */
const MOST = 100;

/** The names of the formulas' fields; throws InputError where numbers are missing. */
export function readNames(loss: string, directions: readonly string[]): FieldNames {
  const words = [loss, ...directions].flatMap((text) => text.match(/[\p{L}_$][\p{L}\d_$]*/gu) ?? []);
  const orPlain = (kind: string): string[] => {
    const found = numbered(kind, words);
    return found.length > 0 ? found : [kind];
  };
  return { student: numbered("x", words), teacher: orPlain("y"), noise: orPlain("noise") };
}

/** `kind` alone, or kind1, kind2, … up to the last of them among the words. */
function numbered(kind: string, words: readonly string[]): string[] {
  const numbers = words
    .filter((word) => word.startsWith(kind) && /^[1-9]\d*$/.test(word.slice(kind.length)))
    .map((word) => Number(word.slice(kind.length)));
  const plain = words.includes(kind);
  if (numbers.length === 0) return plain ? [kind] : [];
  if (plain) {
    throw new InputError(
      `The formulas of problem.model have both ${kind} and ${kind}${numbers[0]}; number all of them, ${kind}1 first, or none.`,
    );
  }
  const last = numbers.reduce((a, b) => Math.max(a, b));
  const missing = Array.from({ length: Math.min(last, MOST) }, (_, i) => i + 1).find(
    (n) => !numbers.includes(n),
  );
  if (missing !== undefined || last > MOST) {
    throw new InputError(
      `The formulas of problem.model have ${kind}${last} but not ${kind}${missing ?? MOST}; number them from ${kind}1 on without a gap${last > MOST ? `, up to ${kind}${MOST}` : ""}.`,
    );
  }
  return Array.from({ length: last }, (_, i) => `${kind}${i + 1}`);
}
