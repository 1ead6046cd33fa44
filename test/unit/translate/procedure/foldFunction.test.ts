import assert from "node:assert/strict";
import { foldFunction } from "../../../../src/server/translate/procedure/foldFunction.ts";
import type { Block, Statement } from "../../../../src/server/translate/procedure/model.ts";

function block(...body: Statement[]): Block {
  return { is: "block", declarations: [], handlers: [], body };
}

function declared(name: string, initial?: string): Statement {
  const declaration = { is: "variable", name, type: "BIGINT" } as const;
  return {
    is: "declare",
    declaration: initial === undefined ? declaration : { ...declaration, initial },
  };
}

function set(name: string, value: string): Statement {
  return { is: "set", targets: [name], value, class: "int" };
}

const back = (value: string): Statement => ({ is: "return", value });

describe("Functions folded into one expression", () => {
  it("replaces variables by what was assigned to them", () => {
    const body = block(declared("v_x", "1"), set("v_x", "v_x + p"), back("v_x * 2"));
    assert.equal(foldFunction(body, "BIGINT").expression, "(CAST(1 AS BIGINT) + p) * 2");
  });

  it("turns branches into CASE", () => {
    const body = block(
      declared("v_x"),
      {
        is: "if",
        branches: [
          { condition: "p > 1", body: [set("v_x", "1")] },
          { condition: "p > 0", body: [back("5")] },
        ],
      },
      back("v_x"),
    );
    assert.equal(
      foldFunction(body, "BIGINT").expression,
      "CASE WHEN p > 1 THEN 1 WHEN p > 0 THEN 5 ELSE CAST(NULL AS BIGINT) END",
    );
  });

  it("leaves texts, qualified names and calls alone", () => {
    const body = block(
      declared("v_x"),
      set("v_x", "p"),
      back("concat('v_x', t.v_x, v_x(1), `v_x`, v_x)"),
    );
    assert.equal(foldFunction(body, "STRING").expression, "concat('v_x', t.v_x, v_x(1), p, p)");
  });

  it("gives up where a name may be a column, or a value is another one each time", () => {
    const query = block(declared("total", "1"), back("(SELECT max(x) FROM t WHERE x > total)"));
    assert.match(foldFunction(query, "BIGINT").reason, /total may be a column/);
    const random = block(declared("v_x"), set("v_x", "rand()"), back("v_x"));
    assert.match(foldFunction(random, "BIGINT").reason, /another one each time/);
    const loop = block({ is: "loop", body: [] }, back("1"));
    assert.equal(foldFunction(loop, "BIGINT").reason, "a loop");
  });
});
