import { writeFile } from "node:fs/promises";
import Mocha from "mocha";

interface Outcome {
  passed: string[];
  failed: { title: string; error: string }[];
  pending: string[];
}

/**
 * For a module that is loaded through extensionTestsPath: runs mocha files in this extension host,
 * writes the outcome to the file named by DWM_TEST_RESULT_FILE, rejects when a test failed.
 */
export async function runMochaInHost(files: readonly string[], timeoutMs = 30_000): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: timeoutMs, reporter: "spec" });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const outcome: Outcome = { passed: [], failed: [], pending: [] };
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on("pass", (test) => outcome.passed.push(test.fullTitle()));
    runner.on("pending", (test) => outcome.pending.push(test.fullTitle()));
    runner.on("fail", (test, error: Error) => {
      outcome.failed.push({ title: test.fullTitle(), error: error.stack ?? String(error) });
    });
  });
  const file = process.env.DWM_TEST_RESULT_FILE;
  if (file) await writeFile(file, JSON.stringify(outcome, undefined, 2));
  if (failures > 0) throw new Error(`${failures} failed: ${titles(outcome)}`);
  // A run without tests is a broken bundle, not a success.
  if (outcome.passed.length === 0) throw new Error("No test ran.");
}

function titles(outcome: Outcome): string {
  return outcome.failed.map(({ title }) => title).join("; ");
}
