/**
 * How far a run is, on standard error: a bar for each method where somebody watches, else a line when a method is
 * done and one on the way if that takes long (at most two a method).
 */
import type { Terminal } from "./terminal.js";

/** What is under way, `run` of its `runs` done. */
export interface Doing {
  readonly method: string;
  readonly run: number;
  readonly runs: number;
  readonly fraction: number;
}

export interface Progress {
  readonly update: (progress: Doing) => void;
  /** All is done. */
  readonly finish: () => void;
  /** The work has stopped where it was. */
  readonly abandon: () => void;
}

export async function createProgress(terminal: Terminal, clock: () => number): Promise<Progress> {
  return terminal.watched ? await bars() : lines(terminal, clock);
}

async function bars(): Promise<Progress> {
  const { default: cliProgress } = await import("cli-progress");
  const resolution = 1000;
  let bar: InstanceType<typeof cliProgress.SingleBar> | undefined;
  let method: string | undefined;
  const close = (full: boolean): void => {
    if (full) bar?.update(resolution);
    bar?.stop();
    bar = undefined;
  };
  return {
    update: (progress) => {
      if (progress.method !== method) {
        close(true);
        method = progress.method;
        bar = new cliProgress.SingleBar({
          format: `  ${method.padEnd(9)} {bar} {percentage}%  {count}`,
          barCompleteChar: "█",
          barIncompleteChar: "░",
          barsize: 30,
          stream: process.stderr,
          // Signals are ours; the bar's own handling would end the process.
          gracefulExit: false,
        });
        bar.start(resolution, 0, { count: count(progress) });
      }
      bar?.update(Math.round(progress.fraction * resolution), { count: count(progress) });
    },
    finish: () => close(true),
    abandon: () => close(false),
  };
}

/** Seconds without a line after which one is due. */
const patience = 10;

function lines({ tell }: Terminal, clock: () => number): Progress {
  let current: Doing | undefined;
  let began = clock();
  let lastLine = began;
  let midway = false;
  const say = (text: string): void => {
    lastLine = clock();
    tell(`  ${text}`);
  };
  const close = (): void => {
    if (!current) return;
    const { method, runs } = current;
    say(`${method}: ${runs > 1 ? `${runs} runs ` : ""}done in ${seconds(clock() - began)}`);
    current = undefined;
  };
  return {
    update: (progress) => {
      if (current?.method !== progress.method) {
        close();
        began = clock();
        midway = false;
      }
      current = progress;
      if (!midway && clock() - lastLine > patience) {
        midway = true;
        const left = (clock() - began) * (1 / Math.max(progress.fraction, 1e-6) - 1);
        say(
          `${progress.method}: ${Math.floor(100 * progress.fraction)} % after ${seconds(clock() - began)}, about ${seconds(left)} to go`,
        );
      }
    },
    finish: close,
    abandon: () => {},
  };
}

const count = ({ run, runs }: Doing): string => (runs > 1 ? `${run}/${runs} runs` : "");

/** `0.4 s`, `12 s`, `3 min`, `2.1 h` */
export function seconds(value: number): string {
  if (value < 9.95) return `${value.toFixed(1)} s`;
  if (value < 99.5) return `${Math.round(value)} s`;
  if (value < 5400) return `${Math.round(value / 60)} min`;
  if (value < 172800) return `${(value / 3600).toFixed(1)} h`;
  return `${Math.round(value / 86400)} days`;
}
