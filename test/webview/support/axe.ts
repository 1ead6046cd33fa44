import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

interface Axe {
  run(options: { runOnly?: string[] }): Promise<AxeResults>;
}

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core finds wrong in the page as it is, a line each: by all its rules, best practices too, or by one of them.
 */
export async function violations(page: Page, rule?: string): Promise<string[]> {
  // Through the debugger: the page's policy allows no script but its own.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(await source);
  const results = await page.evaluate(
    (only) => (globalThis as unknown as { axe: Axe }).axe.run(only ? { runOnly: [only] } : {}),
    rule,
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = (failureSummary ?? "").split("\n").slice(1).join(" ");
      return `${id}: ${help}: ${target.join(" ")}: ${why}`;
    }),
  );
}
