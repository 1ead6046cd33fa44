import assert from "node:assert/strict";
import { readInventory } from "../../../src/server/inventory/readInventory.ts";
import { targetNames } from "../../../src/server/translate/naming.ts";
import { inventoryOf, objectOf, withFolder } from "./folder.ts";

const SPECIFICATION = `CREATE OR REPLACE PACKAGE hr.pay AS
  c_rate CONSTANT NUMBER := 0.2;
  c_top CONSTANT NUMBER := c_rate * 10; -- it's "quoted
  g_runs NUMBER := 0;
  e_none EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_none, -20001);
  FUNCTION net(amount NUMBER) RETURN NUMBER;
  FUNCTION net(amount NUMBER, rate NUMBER) RETURN NUMBER;
  PROCEDURE promised(a NUMBER);
END pay;
/
`;
const BODY = `CREATE OR REPLACE PACKAGE BODY hr.pay AS
  FUNCTION net(amount NUMBER) RETURN NUMBER IS
  BEGIN
    RETURN CASE WHEN amount > c_top THEN amount - c_rate ELSE amount END;
  END net;
  FUNCTION net(amount NUMBER, rate NUMBER) RETURN NUMBER IS
    PROCEDURE inner IS BEGIN NULL; END;
  BEGIN
    IF rate IS NULL THEN RETURN net(amount); END IF;
    RAISE e_none;
  END net;
  PROCEDURE count_up IS BEGIN g_runs := g_runs + 1; END;
BEGIN
  g_runs := 1;
END pay;
/
`;

describe("packages", () => {
  it("are split into their routines, each at its place", async () => {
    const { objects } = await inventoryOf(SPECIFICATION + BODY, "oracle");
    const found = objects.map(({ key, kind, name, definition }) => {
      const [first] = definition;
      return [key, kind, name, first?.line, first?.column];
    });
    assert.deepEqual(found, [
      ["function:hr.pay.net", "FUNCTION", "hr.pay_net", 13, 3],
      ["function:hr.pay.net#2", "FUNCTION", "hr.pay_net", 17, 3],
      ["procedure:hr.pay.count_up", "PROCEDURE", "hr.pay_count_up", 23, 3],
      ["procedure:hr.pay.promised", "PROCEDURE", "hr.pay_promised", 9, 3],
    ]);
    const [definition] = objectOf({ objects } as never, "procedure:hr.pay.count_up").definition;
    assert.equal(definition?.text, "PROCEDURE count_up IS BEGIN g_runs := g_runs + 1; END;");
  });

  it("give overloads numbered names", async () => {
    const { objects } = await inventoryOf(SPECIFICATION + BODY, "oracle");
    const names = targetNames(objects);
    assert.equal(names.get("function:hr.pay.net"), "pay_net");
    assert.equal(names.get("function:hr.pay.net#2"), "pay_net_2");
  });

  it("hand each routine the declarations and the neighbours that it names", async () => {
    const inventory = await inventoryOf(SPECIFICATION + BODY, "oracle");
    const net = objectOf(inventory, "function:hr.pay.net").package;
    assert.deepEqual(
      net?.declarations.map(({ text, line, column }) => [text, line, column]),
      [
        ["c_rate CONSTANT NUMBER := 0.2;", 2, 3],
        ["c_top CONSTANT NUMBER := c_rate * 10;", 3, 3],
      ],
    );
    const raising = objectOf(inventory, "function:hr.pay.net#2").package;
    assert.deepEqual(
      raising?.declarations.map(({ text }) => text),
      ["e_none EXCEPTION;", "PRAGMA EXCEPTION_INIT(e_none, -20001);"],
    );
    assert.deepEqual(
      raising?.siblings.map(({ key, parameters }) => [key, parameters]),
      [
        ["function:hr.pay.net", "amount NUMBER"],
        ["function:hr.pay.net#2", "amount NUMBER, rate NUMBER"],
      ],
    );
    assert.equal(raising?.private, false);
    assert.equal(objectOf(inventory, "procedure:hr.pay.count_up").package?.private, true);
  });

  it("say what has no place: variables and what runs first", async () => {
    const { leftOut } = await inventoryOf(SPECIFICATION + BODY, "oracle");
    assert.deepEqual(
      leftOut.map(({ kind, line, column, matters }) => [kind, line, column, matters]),
      [
        ["CREATE PACKAGE", 1, 1, false],
        ["package variable", 4, 3, true],
        ["package initialisation", 24, 1, true],
      ],
    );
  });

  it("are found where specification and body stand in files of their own", async () => {
    const files = { "pay.pkb": BODY, "pay.pks": SPECIFICATION };
    await withFolder(files, async (root) => {
      const { objects } = await readInventory(root, "oracle");
      assert.deepEqual(
        objects.map(({ key, definition }) => `${definition[0]?.file} ${key}`),
        [
          "pay.pkb function:hr.pay.net",
          "pay.pkb function:hr.pay.net#2",
          "pay.pkb procedure:hr.pay.count_up",
          "pay.pks procedure:hr.pay.promised",
        ],
      );
    });
  });

  it("stay whole when they hold no routine or cannot be read", async () => {
    const constants = "CREATE PACKAGE c AS x CONSTANT NUMBER := 1; END;\n/\n";
    const wrapped = "CREATE PACKAGE BODY w wrapped\na000000\nb2\nabcd\n/\n";
    const { objects } = await inventoryOf(constants + wrapped, "oracle");
    assert.deepEqual(
      objects.map(({ key }) => key),
      ["package:c", "package body:w"],
    );
  });

  it("leave out what conditional compilation leaves out", async () => {
    const script = `CREATE PACKAGE BODY p AS
  $IF $$debug $THEN
  PROCEDURE a IS BEGIN NULL; END;
  $ELSE
  PROCEDURE b IS BEGIN $IF DBMS_DB_VERSION.VERSION >= 12 $THEN NULL; $ELSE BEGIN $END END;
  $END
END;
/
`;
    const { objects } = await inventoryOf(script, "oracle");
    assert.deepEqual(
      objects.map(({ key }) => key),
      ["procedure:p.b"],
    );
  });
});
