/**
 * SIGINT and SIGTERM: the first asks the work to stop between two slices and keep what finished, the second ends the
 * process.
 */

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

export type SignalName = keyof typeof exitCodes;

/** The reason an AbortSignal carries when a signal came. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly exitCode: number;

  /** `outcome` tells what became of the work, as a clause. */
  constructor(
    readonly signalName: SignalName,
    outcome = "",
  ) {
    super(`interrupted by ${signalName}${outcome}`);
    this.exitCode = exitCodes[signalName];
  }
}

/** Milliseconds within which a second signal is the first one again: npm passes on what its child hears too. */
const echo = 500;

/** A signal for the work to heed, and what takes the listeners away again. */
export function listenForSignals(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  const hear = (name: NodeJS.Signals): void => {
    const reason = new Interruption(name as SignalName);
    const now = performance.now();
    if (now - first > echo) process.exit(reason.exitCode);
    first = Math.min(first, now);
    controller.abort(reason);
  };
  const names = Object.keys(exitCodes) as SignalName[];
  for (const name of names) process.on(name, hear);
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of names) process.off(name, hear);
    },
  };
}
