import { spawn } from "node:child_process";

/** What a layer of the suite came to. */
export interface LayerResult {
  name: string;
  passed: number;
  failed: number;
  seconds: number;
}

/** Where a layer's lines go: with its name before each while others run beside it. */
export interface Printer {
  write(text: string): void;
  end(): void;
}

/** Hands everything on as it comes. */
export const PLAIN: Printer = {
  write: (text) => process.stdout.write(text),
  end: () => {},
};

/** Hands whole lines on, each behind the name of where it comes from. */
export function labelled(name: string): Printer {
  let rest = "";
  const print = (lines: readonly string[]) => {
    for (const line of lines) process.stdout.write(`${name.padEnd(8)} | ${line}\n`);
  };
  return {
    write: (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      print(lines);
    },
    end: () => {
      if (rest) print([rest]);
      rest = "";
    },
  };
}

/** Runs a program and hands its output on; answers exit code and output. */
export function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  printer: Printer = PLAIN,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      printer.write(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => printer.write(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A check that passes or fails as a whole. */
export async function check(name: string, command: string, args: string[]): Promise<LayerResult> {
  return timed(name, PLAIN, async () => {
    const { code } = await run(command, args);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
}

/** A layer of tests under mocha. A run that ends badly without a failing test counts as one failure. */
export async function mochaLayer(
  name: string,
  files: readonly string[],
  printer: Printer,
): Promise<LayerResult> {
  return timed(name, printer, async () => {
    const { code, output } = await run("mocha", ["--no-color", ...files], {}, printer);
    const passed = Number(/^\s*(\d+) passing/m.exec(output)?.[1] ?? 0);
    const failed = Number(/^\s*(\d+) failing/m.exec(output)?.[1] ?? 0);
    return { passed, failed: code !== 0 || passed === 0 ? Math.max(1, failed) : failed };
  });
}

/** Runs `work` with a heading before it and its time behind it. */
async function timed(
  name: string,
  printer: Printer,
  work: () => Promise<{ passed: number; failed: number }>,
): Promise<LayerResult> {
  printer.write(`\n=== ${name}\n`);
  const started = performance.now();
  const result = await work();
  printer.end();
  return { name, ...result, seconds: (performance.now() - started) / 1000 };
}
