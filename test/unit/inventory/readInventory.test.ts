import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { InventoryError } from "../../../src/server/inventory/errors.ts";
import { readInventory } from "../../../src/server/inventory/readInventory.ts";
import { readSqlFile } from "../../../src/server/inventory/sourceFile.ts";
import { summariseInventory } from "../../../src/server/inventory/summarise.ts";
import { inventoryOf, objectOf, withFolder } from "./folder.ts";

function failsWith(code: string, words: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof InventoryError);
    assert.equal(error.code, code);
    assert.match(error.message, words);
    return true;
  };
}

describe("readInventory", () => {
  describe("files", () => {
    it("reads a folder of any depth in a fixed order, without hidden folders and other files", async () => {
      const files = {
        "b.sql": "CREATE TABLE b (x INT);",
        "a/z.SQL": "CREATE TABLE z (x INT);",
        "a/deep/er/y.pkb": "CREATE TABLE y (x INT);",
        "a.sql": "CREATE TABLE a (x INT);",
        "notes.txt": "CREATE TABLE n (x INT);",
        ".git/h.sql": "CREATE TABLE h (x INT);",
        "node_modules/m.sql": "CREATE TABLE m (x INT);",
      };
      await withFolder(files, async (root) => {
        const inventory = await readInventory(root, "postgres");
        assert.deepEqual(
          inventory.objects.map((object) => object.key),
          ["y", "z", "a", "b"],
        );
        assert.equal(inventory.objects[0]?.definition[0]?.file, "a/deep/er/y.pkb");
        assert.equal(inventory.files, 4);
        assert.equal(inventory.root, root);
      });
    });

    it("does not follow a circle of links", async () => {
      await withFolder({ "d/a.sql": "CREATE TABLE a (x INT);" }, async (root) => {
        await symlink(root, join(root, "d", "up"), "dir");
        assert.equal((await readInventory(root, "postgres")).objects.length, 1);
      });
    });

    it("reads one file", async () => {
      await withFolder({ "d/a.sql": "CREATE TABLE a (x INT);", "d/b.sql": "" }, async (root) => {
        const inventory = await readInventory(join(root, "d/a.sql"), "postgres");
        assert.equal(inventory.objects[0]?.definition[0]?.file, "a.sql");
        assert.equal(inventory.files, 1);
      });
    });

    it("refuses what has no end: a device or a pipe", async () => {
      await assert.rejects(
        readInventory("/dev/zero", "postgres"),
        failsWith("INVENTORY_UNREADABLE", /zero is neither a file nor a folder/),
      );
    });

    it("says what is wrong with a path", async () => {
      await withFolder({ "a.sql": "SELECT 1; SELECT 2; GRANT x TO y;" }, async (root) => {
        const missing = readInventory(join(root, "no"), "postgres");
        await assert.rejects(missing, failsWith("INVENTORY_NOT_FOUND", /no\b.*Check the path/));
        await assert.rejects(
          readInventory(root, "postgres"),
          failsWith("INVENTORY_EMPTY", /1 files: 2 SELECT, 1 GRANT/),
        );
      });
      await withFolder({ "a.txt": "" }, async (root) => {
        await assert.rejects(
          readInventory(root, "postgres"),
          failsWith("INVENTORY_EMPTY", /no SQL files/),
        );
      });
    });
  });

  describe("positions", () => {
    const script =
      "-- é\r\nCREATE TABLE a (x INT);\r\n\r\n  CREATE VIEW v AS SELECT 1 AS x; /* */ CREATE TABLE b (x INT);\r\nINSERT INTO a VALUES (1);";
    const encodings: Readonly<Record<string, Uint8Array>> = {
      "UTF-8": Buffer.from(script),
      "UTF-8 with a mark": Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(script)]),
      "UTF-16 LE": Buffer.from(`\ufeff${script}`, "utf16le"),
      "UTF-16 BE": Buffer.from(`\ufeff${script}`, "utf16le").swap16(),
      "Windows-1252": Buffer.from(script, "latin1"),
    };
    for (const [name, bytes] of Object.entries(encodings)) {
      it(`are exact in ${name} with CRLF`, async () => {
        await withFolder({ "a.sql": bytes }, async (root) => {
          const { objects, guessed } = await readInventory(root, "postgres");
          assert.deepEqual(guessed, name === "Windows-1252" ? ["a.sql"] : []);
          const places = objects.map(({ key, definition: [first] }) => [
            key,
            first?.line,
            first?.column,
          ]);
          assert.deepEqual(places, [
            ["a", 2, 1],
            ["v", 4, 3],
            ["b", 4, 41],
          ]);
          const [range] = objects[0]?.data ?? [];
          assert.deepEqual([range?.line, range?.column], [5, 1]);
          const text = await readSqlFile(join(root, "a.sql"));
          assert.equal(text, script);
          assert.equal(text.slice(range?.start, range?.end), "INSERT INTO a VALUES (1)");
        });
      });
    }
  });

  describe("folding", () => {
    it("adds changes and comments to their object in order, also before its CREATE and from other files", async () => {
      const files = {
        "1.sql": "ALTER TABLE s.t ADD CONSTRAINT p PRIMARY KEY (x);",
        "2.sql":
          "CREATE TABLE s.t (x INT);\nCOMMENT ON COLUMN s.t.x IS 'c';\nALTER TABLE T ADD UNIQUE (x);",
        "3.sql": "ALTER TABLE gone ADD UNIQUE (x); COMMENT ON TABLE gone IS 'x';",
      };
      await withFolder(files, async (root) => {
        const inventory = await readInventory(root, "postgres");
        const [table] = inventory.objects;
        assert.deepEqual(
          table?.definition.map(({ file, line }) => `${file}:${line}`),
          ["2.sql:1", "1.sql:1", "2.sql:2", "2.sql:3"],
        );
        assert.deepEqual(
          inventory.leftOut.map(({ kind, matters }) => [kind, matters]),
          [
            ["ALTER TABLE ADD", true],
            ["COMMENT ON TABLE", false],
          ],
        );
        assert.match(inventory.leftOut[0]?.reason ?? "", /does not define gone/);
      });
    });

    it("takes [dbo].[X], dbo.X and X for the same table", async () => {
      const script =
        "CREATE TABLE [dbo].[X] (id INT)\nGO\nALTER TABLE X ADD UNIQUE (id)\nGO\nINSERT db.dbo.x VALUES (1)";
      const inventory = await inventoryOf(script, "tsql");
      assert.deepEqual(inventory.leftOut, []);
      assert.equal(inventory.objects[0]?.definition.length, 2);
      assert.equal(inventory.objects[0]?.data.length, 1);
      assert.deepEqual(
        [inventory.objects[0]?.name, inventory.objects[0]?.schema, inventory.objects[0]?.baseName],
        ["dbo.X", "dbo", "X"],
      );
    });

    it("does not take tables of other schemas for it", async () => {
      const script = "CREATE TABLE a.x (id INT); INSERT INTO b.x VALUES (1);";
      const inventory = await inventoryOf(script, "postgres");
      assert.deepEqual(
        inventory.leftOut.map(({ kind, matters }) => [kind, matters]),
        [["INSERT", true]],
      );
    });
  });

  describe("rows", () => {
    it("joins neighbouring statements on one table", async () => {
      const script =
        "CREATE TABLE a (x INT);CREATE TABLE b (x INT);INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);UPDATE a SET x = 3;INSERT INTO b VALUES (1);INSERT INTO a VALUES (4);";
      const inventory = await inventoryOf(script, "postgres");
      const ranges = objectOf(inventory, "a").data;
      assert.deepEqual(
        ranges.map((range) => range.statements),
        [3, 1],
      );
      assert.equal(
        script.slice(ranges[0]?.start, ranges[0]?.end),
        "INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);UPDATE a SET x = 3",
      );
      assert.equal(objectOf(inventory, "b").data.length, 1);
    });

    it("closes a range at 256 KiB, and keeps a longer statement whole", async () => {
      const row = `INSERT INTO a VALUES ('${"x".repeat(1000)}');\n`;
      const long = `INSERT INTO a VALUES ('${"y".repeat(300_000)}');\n`;
      const script = `CREATE TABLE a (x TEXT);\n${row.repeat(600)}${long}${row}`;
      const { data } = objectOf(await inventoryOf(script, "postgres"), "a");
      assert.ok(
        data.every((range) => range.statements === 1 || range.end - range.start <= 256 * 1024),
      );
      assert.equal(
        data.reduce((sum, range) => sum + range.statements, 0),
        602,
      );
      assert.deepEqual(
        data.slice(-2).map((range) => range.statements),
        [1, 1],
      );
      assert.equal(data.length, 5);
    });

    it("joins rows across GO, and not across a changed delimiter", async () => {
      const tsql = "CREATE TABLE a (x INT)\nGO\nINSERT a VALUES (1)\nGO\nINSERT a VALUES (2)\nGO";
      assert.equal(objectOf(await inventoryOf(tsql, "tsql"), "dbo.a").data.length, 1);
      const mysql =
        "CREATE TABLE a (x INT);\nDELIMITER //\nINSERT INTO a VALUES (1)//\nINSERT INTO a VALUES (2)//";
      assert.equal(objectOf(await inventoryOf(mysql, "mysql"), "a").data.length, 2);
    });

    it("tells rows of a table that is not there, and of a view", async () => {
      const script =
        "CREATE TABLE a (x INT);CREATE VIEW v AS SELECT x FROM a;INSERT INTO v VALUES (1);INSERT INTO no VALUES (1);";
      const { leftOut } = await inventoryOf(script, "postgres");
      assert.deepEqual(
        leftOut.map(({ matters }) => matters),
        [true, true],
      );
      assert.match(leftOut[0]?.reason ?? "", /v is a view/);
      assert.match(leftOut[1]?.reason ?? "", /does not define the table no/);
    });

    it("lets rows go with a table that is dropped and created again", async () => {
      const script =
        "CREATE TABLE a (x INT);INSERT INTO a VALUES (1);DROP TABLE a;CREATE TABLE a (x INT);INSERT INTO a VALUES (2);";
      const inventory = await inventoryOf(script, "postgres");
      const { data } = objectOf(inventory, "a");
      assert.deepEqual(
        data.map((range) => script.slice(range.start, range.end)),
        ["INSERT INTO a VALUES (2)"],
      );
      assert.ok(inventory.leftOut.every(({ matters }) => !matters));
    });
  });

  describe("repeated definitions", () => {
    it("uses the last and tells where it is", async () => {
      const files = {
        "1.sql": "CREATE VIEW v AS SELECT 1;",
        "2.sql": "\n CREATE VIEW v AS SELECT 2;",
      };
      await withFolder(files, async (root) => {
        const { objects, leftOut } = await readInventory(root, "postgres");
        assert.equal(objects[0]?.definition[0]?.text, "CREATE VIEW v AS SELECT 2");
        assert.deepEqual(
          leftOut.map(({ file, matters, kind }) => [file, matters, kind]),
          [["1.sql", true, "CREATE VIEW"]],
        );
        assert.match(leftOut[0]?.reason ?? "", /2\.sql:2:2/);
      });
    });

    it("does not mind repetitions, IF NOT EXISTS, and ALTER of a stub", async () => {
      for (const [script, text] of [
        ["CREATE TABLE a (x INT);CREATE TABLE a  (x INT);", "CREATE TABLE a  (x INT)"],
        ["CREATE TABLE a (x INT);CREATE TABLE IF NOT EXISTS a (y INT);", "CREATE TABLE a (x INT)"],
      ] as const) {
        const { objects, leftOut } = await inventoryOf(script, "postgres");
        assert.deepEqual(
          objects.map((object) => object.definition[0]?.text),
          [text],
        );
        assert.deepEqual(
          leftOut.map(({ matters }) => matters),
          [false],
        );
      }
      const stub = "CREATE PROCEDURE p AS SELECT 1\nGO\nALTER PROCEDURE p AS SELECT 2\nGO";
      const { objects, leftOut } = await inventoryOf(stub, "tsql");
      assert.deepEqual(
        objects.map((object) => object.definition[0]?.text),
        ["ALTER PROCEDURE p AS SELECT 2"],
      );
      assert.deepEqual(
        leftOut.map(({ matters }) => matters),
        [false],
      );
    });

    it("keeps overloads, packages with their bodies, and a trigger of a table's name apart", async () => {
      const postgres = await inventoryOf(
        "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "postgres",
      );
      assert.deepEqual(
        postgres.objects.map((object) => object.key),
        ["function:f", "function:f#2"],
      );
      const oracle = await inventoryOf(
        "CREATE TABLE a (x INT);\nCREATE PACKAGE BODY a IS END;\n/\nCREATE PACKAGE a IS END;\n/\nCREATE TRIGGER a BEFORE INSERT ON a BEGIN NULL; END;\n/\n",
        "oracle",
      );
      assert.deepEqual(
        oracle.objects.map((object) => object.key),
        ["a", "package:a", "package body:a", "trigger:a"],
      );
    });
  });

  describe("guards and dynamic SQL", () => {
    it("opens IF NOT EXISTS around objects and rows", async () => {
      const script = `IF OBJECT_ID('dbo.a') IS NOT NULL DROP TABLE dbo.a
GO
IF NOT EXISTS (SELECT * FROM sys.objects WHERE name = 'a')
BEGIN
  CREATE TABLE dbo.a (x INT)
  INSERT dbo.a VALUES (1);
END
GO
IF OBJECT_ID(N'dbo.v', N'V') IS NULL
  EXEC sp_executesql @statement = N'CREATE VIEW dbo.v AS
SELECT ''x'' AS x FROM dbo.a'
GO`;
      const inventory = await inventoryOf(script, "tsql");
      const table = objectOf(inventory, "dbo.a");
      assert.deepEqual([table.definition[0]?.line, table.definition[0]?.column], [5, 3]);
      const [range] = table.data;
      assert.equal(script.slice(range?.start, range?.end), "INSERT dbo.a VALUES (1)");
      const view = objectOf(inventory, "dbo.v");
      assert.equal(view.definition[0]?.text, "CREATE VIEW dbo.v AS\nSELECT 'x' AS x FROM dbo.a");
      assert.deepEqual([view.definition[0]?.line, view.definition[0]?.column], [10, 37]);
      assert.deepEqual(view.dependsOn, ["dbo.a"]);
      assert.ok(inventory.leftOut.every(({ matters }) => !matters));
    });

    it("does not open what hangs on another condition, and says so", async () => {
      for (const script of [
        "IF @@VERSION LIKE 'x%' CREATE TABLE a (x INT)",
        "IF EXISTS (SELECT 1 FROM b) INSERT a VALUES (1)",
        "IF NOT EXISTS (SELECT 1) CREATE TABLE a (x INT) ELSE DELETE FROM a",
      ]) {
        const { objects, leftOut } = await inventoryOf(script, "tsql");
        assert.deepEqual(objects, []);
        assert.deepEqual(
          leftOut.map(({ kind, matters }) => [kind, matters]),
          [["IF", true]],
        );
      }
    });

    it("opens EXECUTE IMMEDIATE of whole literals in Oracle blocks", async () => {
      const script =
        "BEGIN\n  EXECUTE IMMEDIATE 'CREATE TABLE a (x VARCHAR2(1) DEFAULT ''y'')';\nEXCEPTION WHEN OTHERS THEN NULL;\nEND;\n/\nCREATE TABLE b (x INT);";
      const inventory = await inventoryOf(script, "oracle");
      assert.deepEqual(
        inventory.objects.map((object) => object.key),
        ["a", "b"],
      );
      const [statement] = objectOf(inventory, "a").definition;
      assert.equal(statement?.text, "CREATE TABLE a (x VARCHAR2(1) DEFAULT 'y')");
      assert.deepEqual([statement?.line, statement?.column], [2, 22]);
    });
  });

  it("reads names in the schema that the session has chosen, file by file", async () => {
    const files = {
      "1.sql": "USE SCHEMA raw; CREATE TABLE t (x INT); INSERT INTO t VALUES (1);",
      "2.sql": "USE SCHEMA mart; CREATE TABLE t (x INT); CREATE VIEW v AS SELECT x FROM t;",
    };
    await withFolder(files, async (root) => {
      const inventory = await readInventory(root, "snowflake");
      assert.deepEqual(
        inventory.objects.map((object) => object.key),
        ["raw.t", "mart.t", "mart.v"],
      );
      assert.deepEqual(objectOf(inventory, "mart.v").dependsOn, ["mart.t"]);
      assert.equal(objectOf(inventory, "raw.t").data.length, 1);
      assert.deepEqual(summariseInventory(inventory), { TABLE: 2, VIEW: 1 });
    });
  });

  it("tells a literal that is never closed, and reads what stands before it", async () => {
    const { objects, leftOut } = await inventoryOf(
      "CREATE TABLE a (x INT);\n\nSELECT 'x;",
      "postgres",
    );
    assert.equal(objects.length, 1);
    assert.deepEqual(
      leftOut.map(({ kind, matters, line, column }) => [kind, matters, line, column]),
      [["unterminated", true, 3, 8]],
    );
  });
});
