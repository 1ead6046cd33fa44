import { spawn } from "node:child_process";

/** What a layer of the suite came to. */
export interface LayerResult {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
}

/** Runs a program and hands its output on; answers exit code and output. */
export function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.stderr.pipe(process.stderr, { end: false });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A check that passes or fails as a whole. */
export async function check(name: string, command: string, args: string[]): Promise<LayerResult> {
  return timed(name, async () => {
    const { code } = await run(command, args);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
}

/** A layer of tests under mocha. A run that ends badly without a failing test counts as one failure. */
export async function mochaLayer(name: string, args: string[]): Promise<LayerResult> {
  return timed(name, async () => {
    const { code, output } = await run("mocha", ["--no-color", ...args]);
    const passed = Number(/^\s*(\d+) passing/m.exec(output)?.[1] ?? 0);
    const failed = Number(/^\s*(\d+) failing/m.exec(output)?.[1] ?? 0);
    return { passed, failed: code !== 0 || passed === 0 ? Math.max(1, failed) : failed };
  });
}

/** Runs `work` with a heading before it and its time behind it. */
export async function timed(
  name: string,
  work: () => Promise<{ passed: number; failed: number }>,
): Promise<LayerResult> {
  process.stdout.write(`\n=== ${name}\n`);
  const started = performance.now();
  const result = await work();
  return { name, ...result, seconds: (performance.now() - started) / 1000 };
}
