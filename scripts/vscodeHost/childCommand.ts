import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";

/** How many of the last lines of a failed command go into the error. */
const tailLines = 30;
const timeoutMs = 10 * 60_000;

/** npm settings that say how to reach the registry; all others belong to the outer npm run. */
const keptNpmSettings =
  /^npm_config_(registry|userconfig|globalconfig|cache|cafile|ca|cert|key|strict_ssl|proxy|https_proxy|noproxy|offline|prefer_offline|\/\/.*|@.*)$/i;

/** The environment for npm as a child: nothing inherited from an outer `npm run`, our Node first. */
export function npmEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    const foreign = /^npm_/i.test(name) && !keptNpmSettings.test(name);
    if (foreign || name === "NODE_OPTIONS" || name === "NODE_ENV") continue;
    env[name] = value;
  }
  env.PATH = [dirname(process.execPath), process.env.PATH ?? ""].join(delimiter);
  return { ...env, ...extra };
}

/** Runs a command to its end; resolves with its stdout, rejects with the tail of its output. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      timeout: timeoutMs,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let all = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      all += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      all += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(stdout);
      const shown = `${command} ${args.join(" ")}`;
      const tail = all.trimEnd().split("\n").slice(-tailLines).join("\n");
      reject(new Error(`${shown} ended with ${signal ?? `exit code ${code}`}:\n${tail}`));
    });
  });
}

/** Whether a program of that name can be started through PATH. */
export async function hasCommand(name: string): Promise<boolean> {
  return runCommand(name, ["--version"], { env: npmEnvironment() }).then(
    () => true,
    () => false,
  );
}
