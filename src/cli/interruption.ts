/** SIGINT and SIGTERM: the first asks the work to stop between two slices, the second ends the process. */

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** The reason an AbortSignal carries when a signal came. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly exitCode: number;

  constructor(signal: keyof typeof exitCodes) {
    super(`interrupted by ${signal}`);
    this.exitCode = exitCodes[signal];
  }
}

/** A signal for the work to heed, and what takes the listeners away again. */
export function listenForSignals(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const hear = (name: NodeJS.Signals): void => {
    const reason = new Interruption(name as keyof typeof exitCodes);
    if (controller.signal.aborted) process.exit(reason.exitCode);
    controller.abort(reason);
  };
  const names = Object.keys(exitCodes) as (keyof typeof exitCodes)[];
  for (const name of names) process.on(name, hear);
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of names) process.off(name, hear);
    },
  };
}
