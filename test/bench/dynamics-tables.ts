/** SGD, HSGD and the ODE, the normals they draw, and the quickstart as a command. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { interleave, median, medianRatio, rounds, seconds } from "./interleave.js";
import { kernelCosts } from "./kernels.js";
import type { Numpy } from "./numpy.js";
import { contestants, odeSeconds, work } from "./steps.js";
import { table } from "./table.js";

const root = join(import.meta.dirname, "..", "..");

export async function stepTable(numpy: Numpy | undefined): Promise<void> {
  const rows: string[][] = [];
  for (const dimension of [1000, 10_000]) {
    const ns = (kind: "step" | "lean") => async () =>
      numpy ? ((await numpy.seconds({ kind, dimension, steps: work / dimension })) * 1e9) / work : Number.NaN;
    const times = await interleave(
      { ...contestants(dimension), literal: ns("step"), lean: ns("lean") },
      rounds,
    );
    const row = (name: string, own: number[]) => {
      const ratio = (to: number[]) => (numpy ? medianRatio(own, to).toFixed(2) : "–");
      rows.push([ratio(times.literal), ratio(times.lean), median(own).toFixed(2), String(dimension), name]);
    };
    row("SGD, two atoms", times.sgdAtoms);
    row("SGD, power law", times.sgdPower);
    row("HSGD, two atoms", times.hsgdAtoms);
    row("HSGD, power law", times.hsgdPower);
    row("HSGD, power law, through toSde and solve", times.hsgdByHand);
    if (numpy) {
      row("numpy: a = randn(d)*sqrt(cov); x -= g/d*(a@(x-xs))*a", times.literal);
      row("numpy, lean: its fast generator, the root taken once", times.lean);
    }
  }
  table(["/numpy", "/lean", "ns", "d", "per coordinate of a step"], rows);
}

export async function normalTable(numpy: Numpy | undefined): Promise<void> {
  const rows = (await kernelCosts()).map(({ name, nanoseconds }) => [nanoseconds.toFixed(2), name]);
  const kinds: ["randn" | "generator", string][] = [
    ["randn", "numpy.random.randn"],
    ["generator", "numpy.random.default_rng().standard_normal"],
  ];
  if (numpy)
    for (const [kind, name] of kinds) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++)
        times.push(await numpy.seconds({ kind, dimension: 1000, steps: 2000 }));
      rows.push([(median(times) * 500).toFixed(2), name]);
    }
  table(["ns", "per number"], rows);
}

export async function wholeTable(): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), "hsgd-bench-"));
  const quickstart = () => {
    const command = [
      join(root, "dist", "src", "cli", "main.js"),
      "run",
      "--quiet",
      "--fresh",
      "--out",
      join(out, "run"),
    ];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
    if (status !== 0) throw new Error(`the quickstart exited with ${status}: ${stderr}`);
  };
  const times = await interleave({ ode: odeSeconds(10_000), quickstart: () => seconds(quickstart) }, 3);
  rmSync(out, { recursive: true });
  table(
    ["s", "as a whole"],
    [
      [median(times.ode).toFixed(2), "ODE, d = 10000 distinct eigenvalues, t to 5"],
      [median(times.quickstart).toFixed(2), "`hsgd run`, the quickstart, start to end"],
    ],
  );
}
