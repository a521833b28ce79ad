/** Slope of log sup-distance from the ODE against log d, with an interval from bootstrap errors. */
import { bootstrap, slope } from "../../estimators/index.js";
import { createStreams } from "../../sde/index.js";
import {
  type Covariance,
  compare,
  gaussian,
  type ModelData,
  type ProblemData,
  type ScheduleInput,
  type TargetData,
} from "../../src/index.js";
import { median } from "./statistics.js";

export interface Scaling {
  covariance: Covariance;
  model: ModelData;
  target?: TargetData;
  /** Instead of a target and the start at zero, the same at every dimension. */
  overlaps?: ProblemData["overlaps"];
  schedule: ScheduleInput;
  horizon: number;
}

interface Measurement extends Scaling {
  method: "sgd" | "hsgd";
  statistic: string;
  dimensions: readonly number[];
  runs: number;
  seed: number;
  /** Times looked at; 41 when left out. */
  points?: number;
  /** Measures the distance from the ODE of another schedule instead: a negative control. */
  referenceSchedule?: ScheduleInput;
  /** Or from that of another model. */
  reference?: ModelData;
}

/** z of the interval: 99.9 %, so that a true slope of −½ is missed once in a thousand. */
const z = 3.29;

export async function concentrationSlope(
  measurement: Measurement,
): Promise<{ slope: number; interval: readonly [number, number] }> {
  const {
    method,
    statistic,
    dimensions,
    schedule,
    horizon,
    runs,
    seed,
    referenceSchedule,
    reference: other,
    ...problem
  } = measurement;
  const { covariance, model, target = gaussian({ norm: 1 }), overlaps } = problem;
  const logs: number[] = [];
  const errors: number[] = [];
  for (const dimension of dimensions) {
    const described = { dimension, covariance, model, ...(overlaps ? { overlaps } : { target }) };
    const shared = { horizon, runs, seed, save: { points: measurement.points ?? 41 } };
    const result = await compare(described, { ...shared, schedule, methods: ["ode", method] });
    const reference =
      referenceSchedule || other
        ? await compare(
            { ...described, model: other ?? model },
            { ...shared, schedule: referenceSchedule ?? schedule, methods: ["ode"] },
          )
        : result;
    const ode = reference.runs("ode", statistic)[0];
    const distances = result
      .runs(method, statistic)
      .map((curve) => Math.max(...curve.map((value, i) => Math.abs(value - ode[i]))));
    const stream = createStreams(seed, "concentration").stream(dimension);
    const { estimate, standardError } = bootstrap(distances, (sample) => Math.log(median(sample)), {
      uniform: () => stream.uniform(),
    });
    logs.push(estimate);
    errors.push(standardError);
  }
  return slope(dimensions.map(Math.log), logs, errors, { z });
}
