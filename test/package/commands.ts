/**
 * Runs npm and node as a user would in a folder of their own.
 */
import { spawnSync } from "node:child_process";
import { delimiter, dirname } from "node:path";

/** The environment without what `npm test` adds for its own package, and with this very node in front. */
function environment(): NodeJS.ProcessEnv {
  const ofThisRun =
    /^(npm_(package|lifecycle)_|npm_config_local_prefix$|npm_command$|INIT_CWD$|VITEST|NODE_ENV$|NODE_OPTIONS$)/;
  const kept = Object.entries(process.env).filter(([name]) => !ofThisRun.test(name));
  return { ...Object.fromEntries(kept), PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };
}

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(folder: string, command: string, args: readonly string[]): Finished {
  const shell = process.platform === "win32";
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    env: environment(),
    encoding: "utf8",
    maxBuffer: 1e8,
    shell,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Standard output of a command that must succeed. */
export function output(folder: string, command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = run(folder, command, args);
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} exited with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
}
