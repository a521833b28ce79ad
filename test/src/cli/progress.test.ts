import { describe, expect, test } from "vitest";
import { createProgress, seconds } from "../../../src/cli/progress.js";

/** A progress that writes lines into an array, under a clock that the test turns. */
async function watched() {
  const told: string[] = [];
  let now = 0;
  const terminal = { print: () => {}, tell: (line: string) => told.push(line), watched: false };
  const progress = await createProgress(terminal, () => now);
  const at = (time: number, method: "ode" | "hsgd" | "sgd", fraction: number, runs = 10) => {
    now = time;
    progress.update({ method, run: Math.floor(fraction * runs), runs, fraction });
  };
  return { told, progress, at };
}

describe("progress where nobody watches", () => {
  test("a line when a method is done", async () => {
    const { told, progress, at } = await watched();
    at(0, "ode", 0.5, 1);
    at(1, "hsgd", 0.1);
    at(2, "hsgd", 1);
    at(2, "sgd", 0.1);
    at(4, "sgd", 1);
    progress.finish();
    expect(told).toEqual([
      "  ode: done in 1.0 s",
      "  hsgd: 10 runs done in 1.0 s",
      "  sgd: 10 runs done in 2.0 s",
    ]);
  });

  test("at most two lines a method, however long it takes", async () => {
    const { told, progress, at } = await watched();
    for (let i = 0; i <= 10000; i++) at(i, "sgd", i / 10000);
    progress.finish();
    expect(told).toEqual(["  sgd: 0 % after 11 s, about 2.8 h to go", "  sgd: 10 runs done in 2.8 h"]);
  });

  test("what was abandoned is not called done", async () => {
    const { told, progress, at } = await watched();
    at(0, "sgd", 0.5);
    progress.abandon();
    expect(told).toEqual([]);
  });

  test("times in words", () => {
    expect([0.04, 9.94, 9.96, 99, 100, 5399, 5400, 172800].map(seconds)).toEqual([
      "0.0 s",
      "9.9 s",
      "10 s",
      "99 s",
      "2 min",
      "90 min",
      "1.5 h",
      "2 days",
    ]);
  });
});
