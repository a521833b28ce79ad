import { describe, expect, it } from "vitest";
import { orderTable } from "../../../src/report/index.js";
import { measuredOrder, orderReportOf } from "../../kit/order-report.js";

describe("the table of orders", () => {
  it("has every level, and says what they come to", () => {
    expect(orderTable(orderReportOf())).toBe(`\
tangent: dX = −p² sin X cos³X dt + p cos²X dW, p = 0.8; Itô, diagonal noise
  milstein from t = 0 to 1; seed 7

strong: √(E |Xʰ − X|²), 1000 paths, against the exact solution on the same paths
        step        error       s.e.
        0.25      2.50e−1     1.6e−2
       0.125      1.25e−1     7.8e−3
      0.0625      6.25e−2     3.9e−3
     0.03125      3.13e−2     2.0e−3
order 1.00, 95 % interval [0.90, 1.13]; declared 1: as declared

weak: |E |Xʰ|² − E |X|²|, 1000 paths, against platen-weak-2 at steps of 0.00390625 on the same paths
        step        error       s.e.
        0.25     −2.50e−1     1.6e−2
       0.125      1.00e−2     2.0e−2 *
      0.0625            –          – *
     0.03125            0          0 *
order undecided; declared 2
noise hides the bias at all but 1 level; take coarser ones, or about 90000 paths if it falls as
  declared
`);
  });

  it.each([
    ["below declared", "declared 1: below it"],
    ["above declared", "declared 1: above it (an easy problem)"],
    ["undecided", "declared 1: too wide to say (more paths help)"],
  ] as const)("tells an interval that is %s", (verdict, words) => {
    expect(orderTable(orderReportOf({ strong: measuredOrder({ verdict }), weak: null }))).toContain(words);
  });

  it("tells a limit that is wrong, with both numbers", () => {
    const limit = { exact: 0.75, measured: 0.5, standardError: 0.01, agrees: false };
    const weak = measuredOrder({ verdict: "wrong limit", limit });
    const table = orderTable(orderReportOf({ strong: null, weak }));
    expect(table).toContain("declared 1: but to another limit\n");
    expect(table).toContain("the limit is wrong: 5.000e−1 ± 1.0e−2, and 7.500e−1 is exact\n");
    const right = { ...weak, verdict: "as declared", limit: { ...limit, agrees: true } } as const;
    expect(orderTable(orderReportOf({ strong: null, weak: right }))).not.toContain("limit");
  });

  it("marks what was not fitted", () => {
    const { levels } = measuredOrder();
    const partly = measuredOrder({ levels: [{ ...levels[0], fitted: false }, ...levels.slice(1)] });
    expect(orderTable(orderReportOf({ strong: partly, weak: null }))).toContain("1.6e−2 *\n");
    expect(orderTable(orderReportOf({ strong: partly, weak: null }))).toContain(
      "\n* not fitted: hidden by noise or rounding, or paths diverged\n",
    );
  });
});
