/** SIGINT and SIGTERM: the first asks the work to stop between two slices, the second ends the process. */

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

/** A signal for the work to heed, and what takes the listeners away again. */
export function listenForSignals(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const hear = (name: NodeJS.Signals): void => {
    const reason = new Interruption(name as SignalName);
    if (controller.signal.aborted) process.exit(reason.exitCode);
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
