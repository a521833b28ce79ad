/** order.json and figure.json: the forms of order-report.ts and paper-figure.ts, to be checked. */
import { z } from "zod";
import { ownLooks } from "./curves-description.js";
import type { OrderReport } from "./order-report.js";
import type { FigureReport } from "./paper-figure.js";
import { drawingOrder } from "./theme.js";

/** What is not finite is null. */
const num = z.number().nullable();
const series = z.array(num);
const count = z.int().min(0);
const version = z.literal(1).describe("of this form");

const level = z.strictObject({
  level: count.describe("l, where the step is 2^−l of the interval"),
  step: z.number().positive().describe("in t"),
  error: num.describe("of a weak order the bias, with its sign"),
  standardError: num.describe("of the error"),
  diverged: count.describe("paths that stopped being finite"),
  fitted: z.boolean().describe("whether the order was fitted through it"),
});

const against = z.union([
  z.literal("exact"),
  z.strictObject({
    scheme: z.string().describe("whose finer steps are taken for the truth"),
    step: z.number().positive().describe("of those, in t"),
    error: num.describe("how far they are off themselves"),
  }),
]);

const limit = z.strictObject({
  exact: z.number().describe("E |X|² as it is known"),
  measured: z.number().describe("what the paths make it"),
  standardError: z.number().describe("of that"),
  agrees: z
    .boolean()
    .describe("whether the two do, within four standard errors and what finer steps are off"),
});

const measuredOrder = z.strictObject({
  outcome: z.enum(["measured", "undecided"]).describe("undecided: fewer than three levels can be fitted"),
  reason: z.exactOptional(z.string()).describe("why it is undecided"),
  verdict: z
    .enum(["as declared", "below declared", "above declared", "undecided", "wrong limit"])
    .describe("what the interval says of the order declared"),
  order: num.describe("the slope of log error over log step; null where undecided"),
  interval: z.tuple([num, num]).describe("of the order; null where unbounded"),
  declared: z.number().describe("what the scheme declares for this noise"),
  confidence: z.number().describe("of the interval, as 0.95"),
  against: against.describe("the exact solution, or finer steps"),
  limit: z.exactOptional(limit).describe("of a weak order against finer steps where the exact mean is known"),
  paths: count.describe("at every level the same"),
  levels: z.array(level).min(1).describe("from the coarsest step to the finest"),
});

export const orderSchema = z.strictObject({
  format: z.literal("homogenized-sgd/order").describe("what this is"),
  version,
  problem: z
    .strictObject({
      name: z.string().describe("as on the command line"),
      description: z.string().describe("the equation, in a line"),
      calculus: z.string().describe("ito or stratonovich"),
      noise: z.string().describe("its kind, as diagonal"),
      from: z.number().describe("first time"),
      to: z.number().describe("last time, where errors are taken"),
    })
    .describe("what the scheme is marched over"),
  scheme: z.string().describe("its name"),
  seed: count.describe("the same seed gives the same bytes"),
  strong: measuredOrder
    .nullable()
    .describe("of the root mean square error at the last time; null where not asked for"),
  weak: measuredOrder.nullable().describe("of the bias of E |X|² at the last time; null where not asked for"),
}) satisfies z.ZodType<OrderReport>;

const axis = z.strictObject({
  title: z.exactOptional(z.string()).describe("what it counts"),
  log: z.exactOptional(z.boolean()).describe("whether it is logarithmic"),
  domain: z.exactOptional(z.tuple([z.number(), z.number()])).describe("from where to where"),
  ticks: z.exactOptional(z.array(z.number())).describe("where the ticks are"),
});

const curve = z.strictObject({
  name: z.string().describe("as in the key"),
  look: z
    .union([z.number().min(0).max(1), z.enum([...drawingOrder, ...ownLooks])])
    .describe("that of a method, of a limit or a guide, or a place on a scale of colours"),
  mark: z.exactOptional(z.enum(["line", "points"])).describe("default: line"),
  x: series.describe("across"),
  y: series.describe("as many, upwards; a line is broken at null"),
  low: z.exactOptional(series).describe("lower edge of a band, or of bars"),
  high: z.exactOptional(series).describe("upper edge"),
});

export const figureSchema = z.strictObject({
  format: z.literal("homogenized-sgd/figure").describe("what this is"),
  version,
  name: z.string().describe("as on the command line"),
  title: z.string().describe("what it shows, in a line"),
  after: z.string().describe("the figure and paper that it is made after"),
  full: z.boolean().describe("whether with the dimensions and runs of a print"),
  setting: z.array(z.string()).describe("phrases"),
  outcomes: z
    .array(
      z.strictObject({
        what: z.string().describe("was measured"),
        value: num.describe("as measured"),
        interval: z.exactOptional(z.tuple([num, num])).describe("of the value"),
        expected: z.string().describe("by theory, in words"),
        holds: z.boolean().describe("whether the value is as expected"),
      }),
    )
    .describe("numbers measured, beside those that theory has for them"),
  panels: z
    .array(
      z.strictObject({
        title: z.string().describe("what is drawn upwards"),
        x: z.exactOptional(axis).describe("the axis across"),
        y: z.exactOptional(axis).describe("the axis upwards"),
        curves: z.array(curve).describe("in drawing order"),
      }),
    )
    .min(1)
    .describe("side by side"),
}) satisfies z.ZodType<FigureReport>;
