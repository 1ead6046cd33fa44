import { spawn } from "node:child_process";
import { join } from "node:path";
import { PassThrough } from "node:stream";

/** What a layer of the suite came to. */
export interface LayerResult {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
}

/** Where the output of a layer goes. */
export type Output = NodeJS.WritableStream;

/** A layer of the suite, which writes what there is to see. */
export type Layer = (output: Output) => Promise<LayerResult>;

/** Compiled code of all that the suite starts again and again: engines, workers and command lines, from source. */
const compileCache = join(import.meta.dirname, "../node_modules/.cache/compiled");

/** Runs a program and hands its output on; answers exit code and output. */
export function run(
  command: string,
  args: readonly string[],
  to: { stdout: Output; stderr: Output } = process,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
      to.stdout.write(chunk);
    });
    child.stderr.on("data", (chunk) => to.stderr.write(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A check that passes or fails as a whole. */
export function check(name: string, command: string, args: string[]): Layer {
  return timed(name, async (output) => {
    const { code } = await run(command, args, { stdout: output, stderr: output });
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
}

/** A layer of tests under mocha. A run that ends badly without a failing test counts as one failure. */
export function mochaLayer(name: string, args: string[]): Layer {
  return timed(name, async (output) => {
    const to = { stdout: output, stderr: output };
    const { code, output: said } = await run("mocha", ["--no-color", ...args], to);
    const passed = Number(/^\s*(\d+) passing/m.exec(said)?.[1] ?? 0);
    const failed = Number(/^\s*(\d+) failing/m.exec(said)?.[1] ?? 0);
    return { passed, failed: code !== 0 || passed === 0 ? Math.max(1, failed) : failed };
  });
}

/** Does `work` with a heading before it and takes its time. */
function timed(
  name: string,
  work: (output: Output) => Promise<{ passed: number; failed: number }>,
): Layer {
  return async (output) => {
    output.write(`\n=== ${name}\n`);
    const started = performance.now();
    const result = await work(output);
    return { name, ...result, seconds: (performance.now() - started) / 1000 };
  };
}

/**
 * Runs layers beside each other, two at a time. The output of each stands in one piece, in the order of the layers; that of
 * the first one that runs is seen as it comes.
 */
export async function runBeside(layers: readonly Layer[]): Promise<LayerResult[]> {
  const results: LayerResult[] = [];
  const outputs = layers.map(() => new PassThrough({ highWaterMark: Number.MAX_SAFE_INTEGER }));
  const waiting = layers.entries();
  const work = async () => {
    for (const [index, layer] of waiting) {
      const output = outputs[index];
      if (output) results[index] = await layer(output).finally(() => output.end());
    }
  };
  const show = async () => {
    for (const output of outputs) {
      for await (const chunk of output) process.stdout.write(chunk);
    }
  };
  await Promise.all([show(), work(), work()]);
  return results;
}
