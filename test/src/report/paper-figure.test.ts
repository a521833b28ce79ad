import { describe, expect, it } from "vitest";
import {
  type ComputedFigure,
  curvesFigureSpec,
  figureCsv,
  figureReport,
  figureTable,
  renderSvg,
  reportedFigure,
} from "../../../src/report/index.js";

const paper = { name: "decay", title: "Decay", after: "a paper, figure 1" };
const computed: ComputedFigure = {
  setting: ["rate 1", "one run"],
  panels: [
    {
      title: "e⁻ᵗ, exact",
      x: { title: "t" },
      curves: [
        { name: "it", look: "ode", x: Float64Array.of(0, 1, 2), y: Float64Array.of(1, Number.NaN, 0.135) },
        {
          name: "band",
          look: 0.5,
          x: [0, 1],
          y: [1, 0.4],
          low: [0.9, 0.3],
          high: [1.1, Number.POSITIVE_INFINITY],
        },
      ],
    },
  ],
  outcomes: [
    { what: "slope", value: -0.512345, interval: [-0.6, -0.4], expected: "−½", holds: true },
    { what: "rate", value: Number.NaN, expected: "1", holds: false },
  ],
};
const report = figureReport(paper, computed, { full: false });

describe("the report of a figure", () => {
  it("is what its JSON says, with null for what is not finite", () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report).toMatchObject({ format: "homogenized-sgd/figure", version: 1, ...paper, full: false });
    expect(report.panels[0].curves[0].y).toEqual([1, null, 0.135]);
    expect(report.panels[0].curves[1].high).toEqual([1.1, null]);
    expect(report.outcomes[1].value).toBeNull();
  });

  it("draws what was computed", async () => {
    const setting = [...computed.setting, "after a paper, figure 1"];
    const described = { title: paper.title, setting, panels: computed.panels };
    expect(await renderSvg(curvesFigureSpec(reportedFigure(report)))).toBe(
      await renderSvg(curvesFigureSpec(described)),
    );
  });

  it("says what was measured beside what is expected", () => {
    expect(figureTable(report)).toBe(
      `decay: Decay
  after a paper, figure 1; the quick version
  rate 1; one run

slope: −0.512 [−0.6, −0.4]; expected −½: as expected
rate: –; expected 1: NOT as expected
`,
    );
    expect(figureTable({ ...report, full: true })).not.toContain("quick");
  });

  it("has a line for every point as CSV", () => {
    expect(figureCsv(report)).toBe(
      `panel,curve,x,y,low,high
"e⁻ᵗ, exact",it,0,1,,
"e⁻ᵗ, exact",it,1,,,
"e⁻ᵗ, exact",it,2,0.135,,
"e⁻ᵗ, exact",band,0,1,0.9,1.1
"e⁻ᵗ, exact",band,1,0.4,0.3,
`,
    );
  });

  it("refuses what is no outcome", () => {
    const [outcome] = computed.outcomes;
    const wrong = (more: object) => () =>
      figureReport(paper, { ...computed, outcomes: [{ ...outcome, ...more }] }, { full: false });
    expect(wrong({ value: "1" })).toThrow(
      /^outcomes\[0\]\.value is "1"; give the number that was measured\.$/,
    );
    expect(wrong({ interval: [1] })).toThrow(/^outcomes\[0\]\.interval is \[1\]; give its two ends/);
    expect(wrong({ holds: 1 })).toThrow(/^outcomes\[0\]\.holds is 1; give true or false/);
    expect(wrong({ expects: 1 })).toThrow(
      /^outcomes\[0\]\.expects is not a known key, the nearest being expected/,
    );
  });
});
