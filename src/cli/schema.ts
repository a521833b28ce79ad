/** `hsgd schema` */
import { jsonSchema } from "../experiment/index.js";
import type { Call } from "./command.js";

export async function execute({ terminal }: Call): Promise<number> {
  terminal.print(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
  return 0;
}
