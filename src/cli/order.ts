/** `hsgd order` */
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import { strongOrderAsync, weakOrderAsync } from "../../sde/index.js";
import { formatJson, judgeOrderFolder, type OrderReport, orderReport, writeOrder } from "../node/index.js";
import { orderTable } from "../report/index.js";
import type { Call } from "./command.js";
import { Interruption } from "./interruption.js";
import { refuseFlags } from "./list-flags.js";
import { type Asked, type OrderFlags, readOrderFlags } from "./order-flags.js";
import { orderList } from "./order-list.js";
import { createProgress } from "./progress.js";
import { hushed, type Terminal } from "./terminal.js";

const clock = (): number => performance.now() / 1000;

export async function execute({ argument, options, terminal: loud, signal }: Call): Promise<number> {
  const flags: OrderFlags = options;
  if (argument === undefined) {
    refuseFlags(options, "a problem", ["scheme"]);
    loud.print(orderList(flags.scheme));
    return 0;
  }
  const terminal = flags.quiet ? hushed(loud) : loud;
  const asked = readOrderFlags(argument, flags);
  const folder = flags.out ?? join("out", `order-${asked.entry.name}-${asked.scheme.name}`);
  const { fresh } = flags;
  const judged = await judgeOrderFolder(folder, asked.request, { fresh });
  if (judged.kind === "finished") {
    terminal.tell(`${folder} holds this measurement: shown, not made again (--fresh makes it again).`);
    show(judged.report, flags, loud);
    await writeOrder(judged.report, folder);
    return 0;
  }
  const report = await measure(asked, terminal, signal);
  const movedTo = await writeOrder(report, folder, { fresh });
  show(report, flags, loud);
  if (movedTo !== undefined) terminal.tell(`Moved the older measurement to ${movedTo}.`);
  terminal.tell(`Wrote ${folder}: order.json, figure.svg, figure.png.`);
  return 0;
}

async function measure(
  { entry, scheme, request: { seed, strong, weak } }: Asked,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<OrderReport> {
  const progress = await createProgress(terminal, clock);
  let under = false;
  const paced = (method: string) => ({
    seed,
    signal,
    onProgress: (fraction: number) => {
      // Not before what was asked for has been looked at.
      if (!under) terminal.tell(`Measuring ${scheme.name} on ${entry.name}, seed ${seed}`);
      under = true;
      progress.update({ method, run: 0, runs: 1, fraction });
    },
  });
  try {
    const report = orderReport(entry, scheme, {
      seed,
      strong: strong && (await strongOrderAsync(entry, scheme, { ...strong, ...paced("strong") })),
      weak: weak && (await weakOrderAsync(entry, scheme, { ...weak, ...paced("weak") })),
    });
    progress.finish();
    return report;
  } catch (error) {
    progress.abandon();
    if (error instanceof Interruption)
      throw new Interruption(error.signalName, " before all paths were done; nothing was written");
    // What a flag was given for is the flag's.
    if (error instanceof InputError)
      throw new InputError(error.message.replace(/^(?=(levels|paths) )/, "--"));
    throw error;
  }
}

function show(report: OrderReport, { json, quiet }: OrderFlags, terminal: Terminal): void {
  if (json) terminal.print(formatJson(report));
  if (quiet) return;
  const table = orderTable(report);
  if (json) terminal.tell(table.trimEnd());
  else terminal.print(table);
}
