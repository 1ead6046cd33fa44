import assert from "node:assert/strict";
import { checkRoutine } from "../../../../src/server/translate/procedure/check.ts";
import type {
  Block,
  Parameter,
  Statement,
} from "../../../../src/server/translate/procedure/model.ts";

const PARAMETERS: Parameter[] = [
  { name: "a", mode: "IN", type: "INT" },
  { name: "b", mode: "OUT", type: "INT" },
];

function faults(body: Statement[], more: Partial<Block> = {}): string[] {
  const block: Block = { is: "block", declarations: [], handlers: [], body, ...more };
  return checkRoutine({ is: "procedure", name: "p", parameters: PARAMETERS, body: block });
}

const CASES: readonly (readonly [string, Statement[], string[]])[] = [
  ["assigns a parameter that goes out", [{ is: "set", targets: ["B"], value: "1" }], []],
  [
    "assigns one that only comes in",
    [{ is: "set", targets: ["a"], value: "1" }],
    ["a is no variable that can be assigned to"],
  ],
  [
    "assigns what is declared later in the block",
    [
      {
        is: "if",
        branches: [{ condition: "x", body: [{ is: "set", targets: ["v"], value: "1" }] }],
      },
      { is: "declare", declaration: { is: "variable", name: "v", type: "INT" } },
    ],
    [],
  ],
  [
    "assigns what a block inside declares",
    [
      {
        is: "block",
        declarations: [{ is: "variable", name: "v", type: "INT" }],
        handlers: [],
        body: [],
      },
      { is: "set", targets: ["v"], value: "1" },
    ],
    ["v is no variable that can be assigned to"],
  ],
  ["leaves no loop", [{ is: "leave" }], ["leave stands outside of a loop"]],
  [
    "leaves a label that is around nothing",
    [{ is: "loop", label: "l", body: [{ is: "leave", label: "m" }] }],
    ["the label m is around nothing that leave stands in"],
  ],
  [
    "goes on with a block",
    [
      {
        is: "block",
        label: "l",
        declarations: [],
        handlers: [],
        body: [{ is: "iterate", label: "l" }],
      },
    ],
    ["the label l is no loop's"],
  ],
  ["opens what nothing declares", [{ is: "open", cursor: "c" }], ["the cursor c is not declared"]],
];

describe("The structure of a routine", () => {
  for (const [name, body, expected] of CASES)
    it(name, () => {
      assert.deepEqual(faults(body), expected);
    });

  it("has each parameter once", () => {
    const [a] = PARAMETERS;
    assert.ok(a);
    assert.deepEqual(
      checkRoutine({ is: "function", name: "f", parameters: [a, a], expression: "1" }),
      ["the parameter a is there twice"],
    );
  });
});
