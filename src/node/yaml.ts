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
    throw new InputError(
      `${source}, line ${line}, column ${col}: this is not valid YAML, since ${reason(mistake.message)}; correct that place.`,
    );
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // The parser's way of refusing aliases that would grow without bound.
    if (error instanceof ReferenceError)
      throw new InputError(`${source}: ${reason(error.message)}; write the values out.`);
    throw error;
  }
}

/** The parser's own sentence as a clause. */
function reason(message: string): string {
  const first = message.split("\n")[0].replace(/[.:\s]+$/, "");
  const clause = /^[A-Z][a-z]/.test(first) ? first[0].toLowerCase() + first.slice(1) : first;
  return clause.replaceAll(";", ",");
}
