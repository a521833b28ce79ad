/** The SDE engine by itself. */
import { engineContestants, engineJobs, hundredThousandPaths } from "./engine.js";
import { interleave, median, medianRatio, rounds } from "./interleave.js";
import type { Numpy } from "./numpy.js";
import { table } from "./table.js";
import { areaContestant, type TreeQuery, treeContestants } from "./tree.js";

export async function engineTable(numpy: Numpy | undefined): Promise<void> {
  const rows: string[][] = [];
  for (const job of engineJobs) {
    const { dimension, paths, steps } = job;
    const nanoseconds = 1e9 / (dimension * paths * steps);
    const times = await interleave(
      {
        ...engineContestants(job),
        numpy: async () =>
          numpy ? (await numpy.seconds({ kind: "gbm", ...job })) * nanoseconds : Number.NaN,
      },
      rounds,
    );
    const row = (name: string, own: number[]) =>
      rows.push([
        medianRatio(own, times.callbacks).toFixed(2),
        medianRatio(own, times.formula).toFixed(2),
        numpy ? medianRatio(own, times.numpy).toFixed(2) : "–",
        median(own).toFixed(2),
        `${dimension} × ${paths}`,
        name,
      ]);
    row("ensemble with Euler–Maruyama", times.ours);
    row("by hand, calling the same drift and diffusion", times.callbacks);
    row("by hand, the formula in the loop", times.formula);
    if (numpy) row("numpy, all paths at once", times.numpy);
  }
  table(
    ["/by hand", "/formula", "/numpy", "ns", "d × paths", "per coordinate of a step, diagonal noise"],
    rows,
  );
}

export async function memoryTable(): Promise<void> {
  const { growth, seconds } = hundredThousandPaths();
  const grown = globalThis.gc ? (growth / 1024).toFixed(1) : "–";
  table(
    ["s", "KB grown", "from 10⁴ to 10⁵ paths of 10³ steps, scalar geometric Brownian motion"],
    [[seconds.toFixed(1), grown, "ensemble with Euler–Maruyama, moments at the end"]],
  );
}

const depth = 20;
const queryNames: Record<TreeQuery, string> = {
  dyadicSteps: "increments one after the other, 1024 steps",
  otherSteps: "increments one after the other, 1000 steps",
  randomIntervals: "increments over random intervals",
  randomValues: "values at random times",
  fresh: "increments drawn afresh, no path kept",
};

export async function treeTable(numpy: Numpy | undefined): Promise<void> {
  const queries = 200;
  const times = await interleave(
    {
      ...treeContestants(depth),
      areas: areaContestant(),
      numpy: async () =>
        numpy ? ((await numpy.seconds({ kind: "tree", depth, queries })) * 1e9) / queries : Number.NaN,
    },
    rounds,
  );
  const row = (name: string, own: number[]): string[] => [
    medianRatio(own, times.randomValues).toFixed(2),
    Math.round(1e9 / median(own)).toLocaleString("en"),
    name,
  ];
  table(
    ["/value", "a second", `queries of a Brownian tree of depth ${depth}, with space-time areas`],
    [
      ...(Object.keys(queryNames) as TreeQuery[]).map((name) => row(queryNames[name], times[name])),
      row("increments with Lévy areas of two sources, depth 12", times.areas),
      ...(numpy ? [row("numpy, values at random times, a generator keyed by node", times.numpy)] : []),
    ],
  );
}
