import assert from "node:assert/strict";
import type { Block, Statement } from "../../../../src/server/translate/procedure/model.ts";
import { writeRoutine } from "../../../../src/server/translate/procedure/writeRoutine.ts";

const names = { catalog: "main", schema: "sales", targets: {} };

function block(body: Statement[], more: Partial<Block> = {}): Block {
  return { is: "block", declarations: [], handlers: [], body, ...more };
}

/** The lines behind AS. */
function script(body: Block): string[] {
  const lines = writeRoutine({ is: "procedure", name: "p", parameters: [], body }, names).split(
    "\n",
  );
  return lines.slice(lines.indexOf("AS") + 1);
}

describe("Routines as Databricks SQL", () => {
  it("writes the head with modes and defaults", () => {
    const sql = writeRoutine(
      {
        is: "procedure",
        name: "load",
        parameters: [
          { name: "day", mode: "IN", type: "DATE", initial: "current_date()" },
          { name: "rows", mode: "OUT", type: "BIGINT", initial: "0" },
        ],
        comment: "it's daily",
        body: block([{ is: "sql", sql: "SELECT 1" }]),
      },
      names,
    );
    assert.equal(
      sql,
      [
        "CREATE OR REPLACE PROCEDURE main.sales.load(IN day DATE DEFAULT current_date(), OUT rows BIGINT)",
        "LANGUAGE SQL",
        "SQL SECURITY INVOKER",
        "COMMENT 'it\\'s daily'",
        "AS",
        "BEGIN",
        "  SELECT 1;",
        "END",
      ].join("\n"),
    );
  });

  it("writes functions of one expression and of a query", () => {
    const parameters = [{ name: "n", mode: "IN" as const, type: "INT" }];
    assert.match(
      writeRoutine(
        { is: "function", name: "twice", parameters, returns: "INT", expression: "n * 2" },
        names,
      ),
      /^CREATE OR REPLACE FUNCTION main\.sales\.twice\(n INT\)\nRETURNS INT\nLANGUAGE SQL\nRETURN n \* 2$/,
    );
    assert.match(
      writeRoutine(
        {
          is: "tableFunction",
          name: "some",
          parameters,
          columns: [{ name: "id", type: "INT" }],
          query: "SELECT id FROM t LIMIT n",
        },
        names,
      ),
      /RETURNS TABLE \(id INT\)\nLANGUAGE SQL\nRETURN SELECT id FROM t LIMIT n$/,
    );
  });

  it("moves declarations to the head of their block, variables before cursors before handlers", () => {
    const lines = script(
      block(
        [
          { is: "declare", declaration: { is: "variable", name: "a", type: "INT", initial: "1" } },
          { is: "set", targets: ["a"], value: "a + 1" },
          { is: "declare", declaration: { is: "cursor", name: "c", query: "SELECT x FROM t" } },
          {
            is: "while",
            condition: "a < 3",
            body: [
              {
                is: "declare",
                declaration: { is: "variable", name: "b", type: "INT", initial: "0" },
              },
            ],
          },
        ],
        {
          handlers: [
            {
              action: "CONTINUE",
              conditions: ["NOT FOUND"],
              body: [{ is: "set", targets: ["a"], value: "9" }],
            },
          ],
        },
      ),
    );
    assert.deepEqual(lines, [
      "BEGIN",
      "  DECLARE a INT DEFAULT 1;",
      "  DECLARE b INT;",
      "  DECLARE c CURSOR FOR SELECT x FROM t;",
      "  DECLARE CONTINUE HANDLER FOR NOT FOUND",
      "    BEGIN",
      "      SET a = 9;",
      "    END;",
      "  SET a = a + 1;",
      "  WHILE a < 3 DO",
      "    SET b = 0;",
      "  END WHILE;",
      "END",
    ]);
  });

  it("sets what reads other variables instead of giving it as a default", () => {
    const lines = script(
      block([], {
        declarations: [
          { is: "variable", name: "a", type: "INT", initial: "1" },
          { is: "variable", name: "b", type: "INT", initial: "a + 1" },
        ],
      }),
    );
    assert.deepEqual(lines, [
      "BEGIN",
      "  DECLARE a INT DEFAULT 1;",
      "  DECLARE b INT;",
      "  SET b = a + 1;",
      "END",
    ]);
  });

  it("leaves a labelled block inside where the source returns, but not at the end", () => {
    const end: Statement = { is: "return" };
    assert.deepEqual(script(block([{ is: "sql", sql: "SELECT 1" }, end])), [
      "BEGIN",
      "  SELECT 1;",
      "END",
    ]);
    assert.deepEqual(
      script(
        block([
          { is: "if", branches: [{ condition: "x", body: [end] }] },
          { is: "sql", sql: "SELECT 1" },
        ]),
      ),
      [
        "BEGIN",
        "  main: BEGIN",
        "    IF x THEN",
        "      LEAVE main;",
        "    END IF;",
        "    SELECT 1;",
        "  END main;",
        "END",
      ],
    );
  });

  it("gives a loop a label when something leaves it", () => {
    assert.deepEqual(
      script(
        block([
          {
            is: "loop",
            body: [
              { is: "if", branches: [{ condition: "done", body: [{ is: "leave" }] }] },
              { is: "repeat", until: "done", body: [{ is: "iterate" }] },
            ],
          },
        ]),
      ),
      [
        "BEGIN",
        "  loop_1: LOOP",
        "    IF done THEN",
        "      LEAVE loop_1;",
        "    END IF;",
        "    loop_2: REPEAT",
        "      ITERATE loop_2;",
        "    UNTIL done",
        "    END REPEAT loop_2;",
        "  END LOOP loop_1;",
        "END",
      ],
    );
  });

  it("counts with a WHILE loop, moving before the statements", () => {
    assert.deepEqual(
      script(
        block([
          {
            is: "forRange",
            variable: "i",
            type: "INT",
            from: "1",
            to: "n",
            reverse: false,
            body: [{ is: "iterate" }],
          },
        ]),
      ),
      [
        "BEGIN",
        "  BEGIN",
        "    DECLARE i INT;",
        "    DECLARE i_last INT;",
        "    SET i = 0;",
        "    SET i_last = n;",
        "    loop_1: WHILE i < i_last DO",
        "      SET i = i + 1;",
        "      ITERATE loop_1;",
        "    END WHILE loop_1;",
        "  END;",
        "END",
      ],
    );
  });

  it("raises a message that is put together through a map", () => {
    const lines = script(
      block([
        { is: "signal", sqlstate: "45001", message: { sql: "'no'", literal: true } },
        { is: "signal", message: { sql: "concat('no ', x)", literal: false } },
        { is: "resignal" },
      ]),
    );
    assert.deepEqual(lines, [
      "BEGIN",
      "  SIGNAL SQLSTATE '45001' SET MESSAGE_TEXT = 'no';",
      "  BEGIN",
      "    DECLARE dwm_arguments MAP<STRING, STRING>;",
      "    SET dwm_arguments = map('errorMessage', concat('no ', x));",
      "    SIGNAL USER_RAISED_EXCEPTION SET MESSAGE_ARGUMENTS = dwm_arguments;",
      "  END;",
      "  RESIGNAL;",
      "END",
    ]);
  });

  it("keeps what was not translated as a comment, and a list from being empty", () => {
    assert.deepEqual(
      script(
        block([
          {
            is: "if",
            branches: [
              {
                condition: "x",
                body: [{ is: "unsupported", source: "GOTO a\n-- b", reason: "GOTO" }],
              },
            ],
          },
        ]),
      ),
      [
        "BEGIN",
        "  IF x THEN",
        "    -- Not translated: GOTO",
        "    -- GOTO a",
        "    -- -- b",
        "    BEGIN END;",
        "  END IF;",
        "END",
      ],
    );
  });

  it("runs dynamic SQL from a variable", () => {
    assert.deepEqual(
      script(
        block([
          { is: "execute", text: "stmt", into: ["a"], using: [{ value: "b" }] },
          { is: "execute", text: "concat('x', y)", into: [], using: [{ name: "p", value: "1" }] },
        ]),
      ),
      [
        "BEGIN",
        "  EXECUTE IMMEDIATE stmt INTO a USING b;",
        "  BEGIN",
        "    DECLARE dwm_statement STRING;",
        "    SET dwm_statement = concat('x', y);",
        "    EXECUTE IMMEDIATE dwm_statement USING 1 AS p;",
        "  END;",
        "END",
      ],
    );
  });
});
