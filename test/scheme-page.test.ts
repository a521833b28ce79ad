import { describe, expect, it } from "vitest";
import { schemes } from "../sde/index.js";
import { schemePage } from "./kit/scheme-page.js";

describe("docs/schemes.md", () => {
  it("says what the schemes declare (npm run docs writes it anew)", async () => {
    await expect(schemePage(schemes)).toMatchFileSnapshot("../docs/schemes.md");
  });

  it("has every scheme, and changes with every fact", () => {
    const page = schemePage(schemes);
    for (const { name } of schemes) expect(page).toContain(`| \`${name}\` |`);
    const [first, ...others] = schemes;
    const changes = [
      { ...first, strongOrder: () => 0.25 },
      { ...first, weakOrder: () => null },
      { ...first, cost: () => ({ drift: 7, diffusion: 7 }) },
      { ...first, needs: ["levy-area" as const] },
      { ...first, calculus: ["stratonovich" as const] },
      { ...first, noise: ["additive" as const] },
    ];
    for (const changed of changes) expect(schemePage([changed, ...others])).not.toBe(page);
  });
});
