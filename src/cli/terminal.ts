/** Where the command speaks: results to standard output, everything about them to standard error. */

export interface Terminal {
  /** To standard output, as it is. */
  readonly print: (text: string) => void;
  /** A line to standard error. */
  readonly tell: (line: string) => void;
  /** Whether a person watches standard error. */
  readonly watched: boolean;
}

/** A reader that has gone away (`hsgd schema | head -1`) is no mistake of ours: the rest goes unsaid. */
export function createTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  return {
    print: (text) => process.stdout.write(text),
    tell: (line) => process.stderr.write(`${line}\n`),
    watched: process.stderr.isTTY === true,
  };
}

/** The same terminal with nothing said beside results and errors. */
export const hushed = (terminal: Terminal): Terminal => ({ ...terminal, tell: () => {}, watched: false });
