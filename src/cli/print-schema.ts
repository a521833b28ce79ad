/** `hsgd schema` */
import { InputError } from "../../estimators/index.js";
import { nearest } from "../../estimators/input/index.js";
import type { Call } from "./command.js";
import { jsonSchemas } from "./schema.js";

export async function execute({ argument = "experiment", terminal }: Call): Promise<number> {
  const names = Object.keys(jsonSchemas);
  if (!names.includes(argument)) {
    const near = nearest(argument, names);
    throw new InputError(
      `the schema is ${JSON.stringify(argument)}${near === undefined ? "" : `, the nearest being ${near}`}; it must be one of ${names.join(", ")}.`,
    );
  }
  terminal.print(`${JSON.stringify(jsonSchemas[argument](), null, 2)}\n`);
  return 0;
}
