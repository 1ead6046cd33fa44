import assert from "node:assert/strict";
import { ObjectMatcher } from "../../../src/server/jobs/retry/objectMatcher.ts";

/** `key(parameters)`, or a key alone. */
function read(text: string) {
  const [, key = "", parameters] = /^([^(]+)(?:\((.*)\))?$/.exec(text) ?? [];
  return { key, ...(parameters === undefined ? {} : { parameters }) };
}

/** What each object in the files is in the job, `new` where it is none, and what is missing. */
function match(job: string[], files: string[]): { found: Record<string, string>; gone: string[] } {
  const known = job.map((text, ordinal) => {
    const { key, parameters } = read(text);
    return { ordinal, key, name: text, parameters, print: "", content: "" };
  });
  const matcher = new ObjectMatcher(known);
  const found: Record<string, string> = {};
  for (const text of files) found[text] = matcher.match(read(text))?.name ?? "new";
  const settled = matcher.settle();
  for (const text of files) found[text] = settled.get(read(text).key)?.name ?? found[text]!;
  return { found, gone: matcher.missing().map(({ name }) => name) };
}

describe("the objects of a job in files that are read again", () => {
  it("are known by their keys, wherever they stand", () => {
    assert.deepEqual(match(["sales.t", "sales.v", "hr.t"], ["hr.t", "sales.w", "sales.t"]), {
      found: { "hr.t": "hr.t", "sales.w": "new", "sales.t": "sales.t" },
      gone: ["sales.v"],
    });
  });

  it("know a routine whose parameters have changed", () => {
    assert.deepEqual(match(["function:f(A INT)"], ["function:f(A TEXT)"]), {
      found: { "function:f(A TEXT)": "function:f(A INT)" },
      gone: [],
    });
    assert.deepEqual(match(["procedure:p"], ["procedure:p(A INT)"]).found, {
      "procedure:p(A INT)": "procedure:p",
    });
  });

  it("know overloads by their parameters, although their numbers have moved", () => {
    const job = ["function:f(A INT)", "function:f#2(A TEXT)"];
    assert.deepEqual(match(job, ["function:f(A TEXT)"]), {
      found: { "function:f(A TEXT)": "function:f#2(A TEXT)" },
      gone: ["function:f(A INT)"],
    });
    const files = ["function:f(A DATE)", "function:f#2(A INT)", "function:f#3(A TEXT)"];
    assert.deepEqual(match(job, files), {
      found: {
        "function:f(A DATE)": "new",
        "function:f#2(A INT)": "function:f(A INT)",
        "function:f#3(A TEXT)": "function:f#2(A TEXT)",
      },
      gone: [],
    });
  });

  it("know the overload that was changed from the others that were not", () => {
    const job = ["function:f(A INT)", "function:f#2(A TEXT)"];
    assert.deepEqual(match(job, ["function:f(A DATE)", "function:f#2(A TEXT)"]), {
      found: {
        "function:f(A DATE)": "function:f(A INT)",
        "function:f#2(A TEXT)": "function:f#2(A TEXT)",
      },
      gone: [],
    });
  });
});
