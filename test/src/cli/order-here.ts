/** `hsgd order` within the test's own process. */
import { execute } from "../../../src/cli/order.js";
import type { OrderFlags } from "../../../src/cli/order-flags.js";

/** What it prints to standard output, and the lines it tells. */
export async function order(argument: string | undefined, flags: OrderFlags) {
  let printed = "";
  const told: string[] = [];
  const terminal = {
    print: (text: string) => {
      printed += text;
    },
    tell: (line: string) => {
      told.push(line);
    },
    watched: false,
  };
  const options = { ...flags };
  const code = await execute({ argument, options, terminal, signal: new AbortController().signal });
  return { code, printed, told };
}
