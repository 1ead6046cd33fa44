import assert from "node:assert/strict";
import { offerStatements } from "../../../src/server/dispatch/offerStatements.ts";
import { translateScript } from "../../../src/server/dispatch/translateScript.ts";
import { layOut, translateLoose, translateObject } from "../../../src/server/dispatch/worker.ts";
import type { WorkerPool } from "../../../src/server/dispatch/workerPool.ts";
import type { Explanation } from "../../../src/server/translate/explanations/explanation.ts";
import { ISSUE_CODES } from "../../../src/server/translate/issueCodes.ts";
import { EXPLANATIONS } from "../../../src/server/translate/issueExplanations.ts";
import { leftOutIssue } from "../../../src/server/translate/leftOut/leftOutIssue.ts";
import { inventoryOf } from "../inventory/folder.ts";

const tasks = { layOut, translateLoose, translateObject };

/** Does in this thread what the pool's workers do. */
const inline = {
  size: 1,
  run: (name: keyof typeof tasks, input: never) => tasks[name](input),
} as unknown as WorkerPool;

type Example = NonNullable<Explanation["example"]>;

/** What an example becomes, and the codes that it raises: as a script and as an inventory. */
async function translated({ dialect, source, target = "databricks" }: Example) {
  const request = { sql: source, source_type: dialect, target_type: target } as const;
  const statements = await translateScript(request, inline);
  const inventory = await inventoryOf(source, dialect);
  const offered = offerStatements(inventory, { catalog: "", schema: "" });
  const codes = [
    ...statements.flatMap(({ issues }) => issues.map(({ code }) => code)),
    ...offered.map((one) => leftOutIssue(one).code),
  ];
  const made = statements.flatMap(({ sql }) => sql ?? []);
  return { codes, made: [...made, ...offered.flatMap(({ databricks }) => databricks ?? [])] };
}

/** White space aside: how the target's SQL is laid out is no matter of the example. */
function squeezed(sql: string): string {
  return sql.replaceAll(/\s+/g, " ").replaceAll("( ", "(").replaceAll(" )", ")").trim();
}

/** Codes that are raised when an object is executed or ordered, not when it is translated. */
const LATER = /^DWM-(EXE|JOB|MOD)-/;

describe("explanations of issue codes", () => {
  it("are of codes that there are", () => {
    for (const code of Object.keys(EXPLANATIONS)) assert.ok(Object.hasOwn(ISSUE_CODES, code), code);
  });

  for (const [code, { example }] of Object.entries(EXPLANATIONS)) {
    if (!example || LATER.test(code)) continue;
    it(`${code}: the example raises it, and becomes what the page says`, async () => {
      const { codes, made } = await translated(example);
      assert.ok(codes.includes(code), `${codes.join()}\n${made.join("\n")}`);
      if (example.result === undefined) return;
      assert.ok(made.map(squeezed).includes(squeezed(example.result)), made.join("\n"));
    });
  }
});
