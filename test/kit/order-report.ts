/** Reports of orders with made-up numbers. */
import type { MeasuredLevel, MeasuredOrder, OrderReport } from "../../src/report/index.js";

const levelOf = (level: number, error: number | null, more: Partial<MeasuredLevel> = {}): MeasuredLevel => ({
  level,
  step: 2 ** -level,
  error,
  standardError: error === null ? null : Math.abs(error) / 16,
  diverged: 0,
  fitted: true,
  ...more,
});

/** Errors 2^−level: order 1 to the last digit. */
export const measuredOrder = (more: Partial<MeasuredOrder> = {}): MeasuredOrder => ({
  outcome: "measured",
  verdict: "as declared",
  order: 1,
  interval: [0.9, 1.125],
  declared: 1,
  confidence: 0.95,
  against: "exact",
  paths: 1000,
  levels: [2, 3, 4, 5].map((level) => levelOf(level, 2 ** -level)),
  ...more,
});

export const undecidedOrder: MeasuredOrder = measuredOrder({
  outcome: "undecided",
  reason:
    "noise hides the bias at all but 1 level; take coarser ones, or about 90000 paths if it falls as declared",
  verdict: "undecided",
  order: null,
  interval: [null, null],
  declared: 2,
  against: { scheme: "platen-weak-2", step: 2 ** -8, error: null },
  levels: [
    levelOf(2, -0.25),
    levelOf(3, 0.01, { standardError: 0.02, fitted: false }),
    levelOf(4, null, { diverged: 3, fitted: false }),
    levelOf(5, 0, { fitted: false }),
  ],
});

export const orderReportOf = (more: Partial<OrderReport> = {}): OrderReport => ({
  format: "homogenized-sgd/order",
  version: 1,
  problem: {
    name: "tangent",
    description: "dX = −p² sin X cos³X dt + p cos²X dW, p = 0.8",
    calculus: "ito",
    noise: "diagonal",
    from: 0,
    to: 1,
  },
  scheme: "milstein",
  seed: 7,
  strong: measuredOrder(),
  weak: undecidedOrder,
  ...more,
});
