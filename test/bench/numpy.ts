/**
 * numpy beside us: a Python process kept waiting, single-threaded, so that ours and its measurements take turns.
 * Takes the Python named by PYTHON, else python3, else /usr/bin/python3: the first that has numpy.
 */
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A job by its kind, and the numbers it takes: see the Python files. */
export type NumpyJob =
  | { kind: "step" | "lean" | "randn" | "generator"; dimension: number; steps: number }
  | {
      kind:
        | "ode-least-squares"
        | "ode-logistic"
        | "ode-phase-retrieval"
        | "ode-huber"
        | "quadrature-tanh"
        | "quadrature-erf";
      dimension: number;
      steps: number;
    }
  | {
      kind: `loss-${"squares" | "logistic" | "lipschitz" | "huber" | "log-cosh" | "tanh" | "erf"}`;
      points: number;
      passes: number;
    }
  | { kind: "gbm"; dimension: number; paths: number; steps: number }
  | { kind: "tree"; depth: number; queries: number };

export interface Numpy {
  readonly version: string;
  /** Seconds that a job takes. */
  seconds(job: NumpyJob): Promise<number>;
  close(): void;
}

const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/** undefined where no Python has numpy. */
export function startNumpy(folder: string): Numpy | undefined {
  for (const python of [process.env.PYTHON, "python3", "/usr/bin/python3"]) {
    if (!python) continue;
    const probe = spawnSync(python, ["-c", "import numpy; print(numpy.__version__)"], { encoding: "utf8" });
    if (probe.status === 0) return talk(python, probe.stdout.trim(), join(folder, "numpy_peer.py"));
  }
  return undefined;
}

function talk(python: string, version: string, script: string): Numpy {
  const child = spawn(python, [script], {
    env: { ...process.env, ...oneThread },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    version,
    async seconds(job) {
      child.stdin.write(`${JSON.stringify(job)}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`${script} ended without an answer`);
      return Number(value);
    },
    close: () => child.stdin.end(),
  };
}
