import { expect, it } from "vitest";
import { measured } from "../../kit/sde-measured.js";

it("the nodes kept by a tree need no more memory for more queries", () => {
  const kept = measured<number[]>(`
      import { brownianTree, createIncrement } from "./sde/index.js";
      const tree = brownianTree({ sources: 2, to: 1, depth: 30, seed: 1 });
      const areas = brownianTree({ sources: 2, to: 1, depth: 8, seed: 1, needs: ["levy-area"] });
      const w = createIncrement(2, ["space-time-area", "signs"]);
      const a = createIncrement(2, ["levy-area"]);
      let x = 1;
      const time = () => (x = (x * 16807) % 2147483647) / 2147483647;
      const ask = (count) => {
        for (let i = 0; i < count; i++) {
          const s = time() * 0.9;
          tree.increment(s, s + time() * 0.1, w);
          areas.increment(s, s + time() * 0.1, a);
        }
      };
      // Compiled code is kept too; by then all of it is there (Node 24 adds 38 kB of it in the second 20 000).
      ask(40_000);
      const kept = [];
      for (let round = 0; round < 3; round++) {
        kept.push(live());
        ask(10_000);
      }
      console.log(JSON.stringify(kept));
    `);
  // 20 000 queries that kept a number each would show as 160 000 bytes.
  expect(kept[2] - kept[0]).toBeLessThan(16_000);
});
