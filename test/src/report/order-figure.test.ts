import { describe, expect, it, vi } from "vitest";
import { type OrderReport, orderFigureSpec, renderSvg } from "../../../src/report/index.js";
import { measuredOrder, orderReportOf, undecidedOrder } from "../../kit/order-report.js";

const draw = (report: OrderReport) => renderSvg(orderFigureSpec(report));
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

/** Ends of the lines of one colour. */
const lines = (svg: string, color: string) =>
  [...svg.matchAll(/<path[^>]*d="(M[^"]+L[^"]+)"[^>]*>/g)]
    .filter(([tag]) => tag.includes(`stroke="${color}"`))
    .map(([, d]) =>
      d
        .slice(1)
        .split("L")
        .map((point) => point.split(",").map(Number)),
    );

const fittedColor = "#0072b2";
const declaredColor = "#777777";

describe("the figure of orders", () => {
  it.each<[string, OrderReport]>([
    ["both", orderReportOf()],
    ["the strong one", orderReportOf({ weak: null })],
    ["the weak one", orderReportOf({ strong: null })],
    ["neither, for want of errors", orderReportOf({ strong: null, weak: null })],
  ])("is plain data, drawn without a word of complaint: %s", async (_, report) => {
    const warn = vi.spyOn(console, "warn");
    const spec = orderFigureSpec(report);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    const svg = await draw(report);
    expect(warn).not.toHaveBeenCalled();
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(await draw(report)).toBe(svg);
    expect(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1]).toBe("720");
    warn.mockRestore();
  });

  it("says what was measured, and of what", async () => {
    const said = words(await draw(orderReportOf()));
    expect(said).toContain("milstein on tangent");
    expect(said).toContain("strong: 1.00 [0.90, 1.13], declared 1");
    expect(said).toContain("weak: undecided, declared 2");
    expect(said).toContain("2⁻³");
    expect(said.filter((text) => text.startsWith("errors at t = 1; seed 7;"))).toHaveLength(1);
  });

  it("draws the fitted line as steep as the order, and the declared one as steep as declared", async () => {
    const svg = await draw(orderReportOf({ strong: measuredOrder({ declared: 0.5 }), weak: null }));
    const slope = ([[x0, y0], [x1, y1]]: number[][]) => (y1 - y0) / (x1 - x0);
    const [fitted] = lines(svg, fittedColor).filter((ends) => ends.length === 2 && ends[0][0] !== ends[1][0]);
    const [declared] = lines(svg, declaredColor);
    expect(slope(fitted) / slope(declared)).toBeCloseTo(2, 2);
    // Both through the middle of the points.
    const middle = ([[x0, y0], [x1, y1]]: number[][]) => [(x0 + x1) / 2, (y0 + y1) / 2];
    expect(middle(fitted)[1]).toBeCloseTo(middle(declared)[1], 1);
  });

  it("draws no fitted line where no order is claimed, and no level without an error", async () => {
    const svg = await draw(orderReportOf({ strong: null, weak: undecidedOrder }));
    expect(lines(svg, fittedColor).filter((ends) => ends[0][0] !== ends[1]?.[0])).toEqual([]);
    expect(lines(svg, declaredColor)).toHaveLength(1);
    const points = [...svg.matchAll(/<path[^>]*fill="([^"]+)"[^>]*stroke="#0072b2"/g)].map(
      ([, fill]) => fill,
    );
    expect(points).toEqual([fittedColor, "white"]);
  });

  it("says why there is nothing to draw", async () => {
    const { levels } = measuredOrder();
    const exact = measuredOrder({ levels: levels.map((level) => ({ ...level, error: 0 })) });
    const said = words(await draw(orderReportOf({ strong: exact, weak: null })));
    expect(said).toContain("no error that a log scale can show: all are zero, or paths diverged");
  });
});
