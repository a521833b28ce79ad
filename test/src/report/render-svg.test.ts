import { describe, expect, it } from "vitest";
import { figureSpec, renderSvg } from "../../../src/report/index.js";
import { noReferenceResult, singleRunResult } from "../../kit/sample-result.js";

describe("renderSvg", () => {
  it("gives the same bytes for the same figure, whatever was drawn in between or at once", async () => {
    const first = await renderSvg(figureSpec(singleRunResult()));
    const [other, second, third] = await Promise.all([
      renderSvg(figureSpec(noReferenceResult())),
      renderSvg(figureSpec(singleRunResult())),
      renderSvg(figureSpec(structuredClone(singleRunResult()))),
    ]);
    expect(second).toBe(first);
    expect(third).toBe(first);
    expect(other).not.toBe(first);
  });

  it("refers to every clip path it defines, by numbers from 1", async () => {
    const svg = await renderSvg(figureSpec(noReferenceResult()));
    const defined = [...svg.matchAll(/id="clip(\d+)"/g)].map(([, id]) => Number(id));
    const used = [...svg.matchAll(/url\(#clip(\d+)\)/g)].map(([, id]) => Number(id));
    expect(defined.length).toBeGreaterThan(2);
    expect([...defined].sort((a, b) => a - b)).toEqual(defined.map((_, i) => i + 1));
    expect(new Set(used)).toEqual(new Set(defined));
  });

  it("names the font, in quotes that CSS can read", async () => {
    const svg = await renderSvg(figureSpec(singleRunResult()));
    const families = new Set([...svg.matchAll(/font-family="([^"]*)"/g)].map(([, family]) => family));
    expect([...families]).toEqual([
      "&quot;Source Sans 3&quot;, &quot;Source Sans Pro&quot;, &quot;Helvetica Neue&quot;, Helvetica, Arial, sans-serif",
    ]);
  });
});
