/** YAML (and so JSON) from text, its mistakes told with line and column. */
import { LineCounter, parseDocument } from "yaml";
import { InputError } from "../../estimators/index.js";

/**
 * @param source what a message names: the file, or the flag the text came with
 * @throws InputError in one sentence with line and column
 */
export function parseYaml(text: string, source: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: "error" });
  const [mistake] = document.errors;
  if (mistake) {
    const { line, col } = lineCounter.linePos(mistake.pos[0]);
    const place = `${source}, line ${line}, column ${col}`;
    if (mistake.code === "MULTIPLE_DOCS")
      throw new InputError(
        `${place}: a second document begins, but a file holds one experiment; give each a file of its own.`,
      );
    if (mistake.code === "RESOURCE_EXHAUSTION")
      throw new InputError(`${place}: lists or mappings are nested too deeply to be read; take levels out.`);
    throw new InputError(
      `${place}: this is not valid YAML, since ${reason(mistake.message)}; correct that place.`,
    );
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (holdsItself(value))
      throw new InputError(`${source}: an alias (*name) stands within what it names; write the value out.`);
    return value;
  } catch (error) {
    // The parser's way of refusing aliases that would grow without bound.
    if (error instanceof ReferenceError)
      throw new InputError(`${source}: ${reason(error.message)}; write the values out.`);
    throw error;
  }
}

function holdsItself(value: unknown, above: readonly unknown[] = []): boolean {
  if (typeof value !== "object" || value === null) return false;
  return above.includes(value) || Object.values(value).some((inner) => holdsItself(inner, [...above, value]));
}

/** The parser's own sentence as a clause. */
function reason(message: string): string {
  const first = message.split("\n")[0].replace(/[.:\s]+$/, "");
  const clause = /^[A-Z][a-z]/.test(first) ? first[0].toLowerCase() + first.slice(1) : first;
  return clause.replaceAll(";", ",");
}
