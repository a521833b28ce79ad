/** `hsgd predict` */
import { loadFormulas } from "../../sde/index.js";
import { experimentProblem } from "../experiment/index.js";
import { formatJson, loadExperiment, type Overrides, readExperiment, requireMemory } from "../node/index.js";
import { predictionTable } from "../report/index.js";
import { predict } from "../theory/index.js";
import type { Call } from "./command.js";
import { quickstart } from "./quickstart.js";
import { told } from "./told.js";

interface PredictFlags extends Pick<Overrides, "set"> {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export async function execute({ argument: file, options, terminal }: Call): Promise<number> {
  const { set, json, quiet }: PredictFlags = options;
  const { experiment, files, flagOf } =
    file === undefined
      ? await readExperiment(quickstart, { file: "quickstart", overrides: { set } })
      : await loadExperiment(file, { set });
  requireMemory(experiment);
  const { name, problem, schedule, horizon, ensemble } = experiment;
  if ([schedule.kind, problem.model.kind].includes("expression")) await loadFormulas();
  const work = async () =>
    predict(experimentProblem(experiment, files), schedule, { horizon, seed: ensemble.seed });
  const prediction = await told({ source: file ?? "quickstart", flagOf }, work());
  const report = {
    format: "homogenized-sgd/predict",
    version: 1,
    experiment: { name, problem, schedule, horizon, ensemble: { seed: ensemble.seed } },
    ...prediction,
  };
  if (json) terminal.print(formatJson(report));
  if (quiet) return 0;
  const table = predictionTable(name, prediction);
  if (json) terminal.tell(table.trimEnd());
  else terminal.print(table);
  return 0;
}
