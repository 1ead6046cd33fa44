import assert from "node:assert/strict";
import { bodyOf, translateBody } from "./body.ts";
import { dedent, told, translateOne } from "./script.ts";
import { TABLES } from "./tsqlTables.ts";

/** Source of the body, the body's text, issues that are more than remarks (the body's first line is 7). */
const CASES: readonly (readonly [string, string, string, (readonly string[])?])[] = [
  [
    "variables, set later or at once",
    "DECLARE @a INT = 1, @b INT; SET @b = @a * 2; DECLARE @c INT = @b; SET @c += 1",
    dedent(`
      DECLARE v_a INT DEFAULT 1;
      DECLARE v_b INT;
      DECLARE v_c INT;
      SET v_b = v_a * 2;
      SET v_c = v_b;
      SET v_c = v_c + (1);`),
  ],
  [
    "IF and ELSE without END, on one line",
    "IF @p > 1 SELECT id FROM dbo.orders ELSE IF @p = 0 DELETE FROM dbo.orders ELSE BEGIN SELECT 1 SELECT 2 END",
    dedent(`
      IF p > 1 THEN
        SELECT id FROM dbo.orders;
      ELSEIF p = 0 THEN
        DELETE FROM dbo.orders;
      ELSE
        SELECT 1;
        SELECT 2;
      END IF;`),
  ],
  [
    "statements without semicolons",
    "UPDATE dbo.orders SET amount = 1 WHERE id = @p INSERT INTO dbo.log (id) SELECT id FROM dbo.orders SELECT CASE WHEN 1 = 1 THEN 2 ELSE 3 END AS x SELECT 4 AS y",
    dedent(`
      UPDATE dbo.orders SET amount = 1 WHERE id = proc.p;
      INSERT INTO dbo.log (id) SELECT id FROM dbo.orders;
      SELECT CASE WHEN 1 = 1 THEN 2 ELSE 3 END AS x;
      SELECT 4 AS y;`),
  ],
  [
    "WHILE with BREAK and CONTINUE",
    "DECLARE @i INT = 0\nWHILE @i < 9 BEGIN SET @i = @i + 1 IF @i = 5 BREAK IF @i = 3 CONTINUE END",
    dedent(`
      DECLARE v_i INT DEFAULT 0;
      loop_1: WHILE v_i < 9 DO
        SET v_i = v_i + 1;
        IF v_i = 5 THEN
          LEAVE loop_1;
        END IF;
        IF v_i = 3 THEN
          ITERATE loop_1;
        END IF;
      END WHILE loop_1;`),
  ],
  [
    "a SELECT that assigns an aggregate",
    "DECLARE @n INT SELECT @n = COUNT(*) FROM dbo.orders WHERE cust = @p",
    dedent(`
      DECLARE v_n INT;
      SET v_n = (SELECT count(*) FROM dbo.orders WHERE cust = proc.p);`),
  ],
  [
    "a SELECT that assigns several columns of a row",
    "DECLARE @n INT, @a DECIMAL(10,2) SELECT TOP 1 @n = id, @a = amount FROM dbo.orders ORDER BY id",
    dedent(`
      DECLARE v_n INT;
      DECLARE v_a DECIMAL(10,2);
      SET (v_n, v_a) = (SELECT id, amount FROM dbo.orders ORDER BY id LIMIT 1);`),
    ["DWM-PRC-007 7:34"],
  ],
  [
    "a SELECT that assigns without a table",
    "DECLARE @a INT, @b INT SELECT @a = 1, @b = @a + 1",
    dedent(`
      DECLARE v_a INT;
      DECLARE v_b INT;
      SET v_a = 1;
      SET v_b = v_a + 1;`),
  ],
  [
    "a parameter that is assigned to",
    "SET @p = ISNULL(@p, 0) SELECT id FROM dbo.orders WHERE id = @p",
    dedent(`
      DECLARE v_p INT;
      SET v_p = p;
      SET v_p = ifnull(v_p, 0);
      SELECT id FROM dbo.orders WHERE id = v_p;`),
  ],
  [
    "a transaction in TRY, undone by its block",
    "BEGIN TRY BEGIN TRAN UPDATE dbo.orders SET amount = 0 COMMIT END TRY BEGIN CATCH IF @@TRANCOUNT > 0 ROLLBACK; THROW END CATCH",
    dedent(`
      BEGIN
        DECLARE EXIT HANDLER FOR SQLEXCEPTION
          BEGIN
            -- ROLLBACK
            RESIGNAL;
          END;
        BEGIN ATOMIC
          UPDATE dbo.orders SET amount = 0;
        END;
      END;`),
    ["DWM-PRC-007 7:11"],
  ],
  [
    "a transaction that ends in two ways",
    "BEGIN TRAN DELETE FROM dbo.log IF @p = 1 ROLLBACK ELSE COMMIT",
    dedent(`
      -- BEGIN TRAN
      DELETE FROM dbo.log;
      IF p = 1 THEN
        -- ROLLBACK
        BEGIN END;
      ELSE
        -- COMMIT
        BEGIN END;
      END IF;`),
    ["DWM-PRC-008 7:1", "DWM-PRC-008 7:42", "DWM-PRC-008 7:56"],
  ],
  [
    "what CATCH asks about its error",
    "BEGIN TRY SELECT 1 END TRY BEGIN CATCH DECLARE @m NVARCHAR(99) = ERROR_MESSAGE() RAISERROR(@m, 16, 1) END CATCH",
    dedent(`
      DECLARE v_m STRING;
      BEGIN
        DECLARE EXIT HANDLER FOR SQLEXCEPTION
          BEGIN
            DECLARE dwm_error_message STRING;
            GET DIAGNOSTICS CONDITION 1 dwm_error_message = MESSAGE_TEXT;
            SET v_m = dwm_error_message;
            BEGIN
              DECLARE dwm_arguments MAP<STRING, STRING>;
              SET dwm_arguments = map('errorMessage', v_m);
              SIGNAL USER_RAISED_EXCEPTION SET MESSAGE_ARGUMENTS = dwm_arguments;
            END;
          END;
        SELECT 1;
      END;`),
    ["DWM-PRC-007 7:82"],
  ],
  [
    "RAISERROR and what follows it",
    "IF @p = 0 BEGIN RAISERROR('100%% no', 16, 1) RETURN END; THROW 50001, 'bad', 1",
    dedent(`
      IF p = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '100% no';
      END IF;
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'bad';`),
  ],
  [
    "RAISERROR that the source goes on behind, and one that only tells",
    "RAISERROR('no', 16, 1) RAISERROR('hm', 10, 1) SELECT 1",
    dedent(`
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no';
      -- RAISERROR('hm', 10, 1)
      SELECT 1;`),
    ["DWM-PRC-007 7:1"],
  ],
  [
    "a cursor",
    "DECLARE @i INT DECLARE c CURSOR FAST_FORWARD FOR SELECT id FROM dbo.orders OPEN c FETCH NEXT FROM c INTO @i WHILE @@FETCH_STATUS = 0 BEGIN FETCH c INTO @i END CLOSE c DEALLOCATE c",
    dedent(`
      DECLARE v_i INT;
      DECLARE dwm_fetch_status INT DEFAULT 0;
      DECLARE c CURSOR FOR SELECT id FROM dbo.orders;
      DECLARE CONTINUE HANDLER FOR NOT FOUND
        BEGIN
          SET dwm_fetch_status = -1;
        END;
      OPEN c;
      SET dwm_fetch_status = 0;
      FETCH c INTO v_i;
      WHILE dwm_fetch_status = 0 DO
        SET dwm_fetch_status = 0;
        FETCH c INTO v_i;
      END WHILE;
      CLOSE c;`),
  ],
  [
    "temporary tables and table variables",
    "SELECT id INTO #t FROM dbo.orders DECLARE @v TABLE (k INT) INSERT INTO @v SELECT id FROM #t UPDATE #t SET id = 1 WHERE #t.id = 2 DROP TABLE #t",
    dedent(`
      CREATE OR REPLACE TEMPORARY TABLE tmp_t AS SELECT id FROM dbo.orders;
      CREATE OR REPLACE TEMPORARY TABLE tmp_v (k INT);
      INSERT INTO tmp_v SELECT id FROM tmp_t;
      UPDATE tmp_t SET id = 1 WHERE tmp_t.id = 2;
      DROP TABLE IF EXISTS tmp_t;`),
    ["DWM-PRC-007 7:11", "DWM-PRC-007 7:52"],
  ],
  [
    "the question whether a temporary table is there",
    "IF OBJECT_ID('tempdb..#t') IS NOT NULL DROP TABLE #t CREATE TABLE #t (id INT)",
    dedent(`
      DROP TABLE IF EXISTS tmp_t;
      CREATE OR REPLACE TEMPORARY TABLE tmp_t (id INT);`),
    ["DWM-PRC-007 7:67"],
  ],
  [
    "calls with named arguments and a return code",
    "DECLARE @rc INT, @o INT EXEC @rc = dbo.other 1, @x = 'a', @y = @o OUTPUT EXEC other2",
    dedent(`
      DECLARE v_rc INT;
      DECLARE v_o INT;
      CALL dbo.other(1, x => 'a', y => v_o);
      CALL other2();`),
    ["DWM-PRC-007 7:25", "DWM-PRC-041 7:25", "DWM-PRC-041 7:74"],
  ],
  [
    "dynamic SQL whose text is known",
    "EXEC ('SELECT ISNULL(id, 0) AS x FROM dbo.orders') EXEC sp_executesql N'DELETE FROM dbo.log WHERE id = @i', N'@i INT', @i = @p",
    dedent(`
      EXECUTE IMMEDIATE 'SELECT ifnull(id, 0) AS x FROM dbo.orders';
      EXECUTE IMMEDIATE 'DELETE FROM dbo.log WHERE id = :i' USING p AS i;`),
  ],
  [
    "dynamic SQL with a value in it, and one that is a variable's",
    "DECLARE @t NVARCHAR(99) EXEC ('SELECT ISNULL(id, 0) AS x FROM ' + @t) EXEC (@t)",
    dedent(`
      DECLARE v_t STRING;
      BEGIN
        DECLARE dwm_statement STRING;
        SET dwm_statement = 'SELECT ifnull(id, 0) AS x FROM ' || v_t;
        EXECUTE IMMEDIATE dwm_statement;
      END;
      EXECUTE IMMEDIATE v_t;`),
    ["DWM-PRC-007 7:31", "DWM-PRC-009 7:71"],
  ],
  [
    "@@ROWCOUNT of a change and of a query",
    "DECLARE @n INT UPDATE dbo.orders SET amount = 1 SET @n = @@ROWCOUNT SELECT @n = MAX(id) FROM dbo.orders WHERE id > @n IF @@ROWCOUNT = 0 RETURN",
    dedent(`
      DECLARE v_n INT;
      DECLARE dwm_row_count BIGINT;
      UPDATE dbo.orders SET amount = 1;
      GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
      SET v_n = dwm_row_count;
      SET dwm_row_count = (SELECT count(*) FROM (SELECT max(id) FROM dbo.orders WHERE id > v_n));
      SET v_n = (SELECT max(id) FROM dbo.orders WHERE id > v_n);
      IF dwm_row_count = 0 THEN
        BEGIN END;
      END IF;`),
  ],
  [
    "@@ROWCOUNT of a statement that is not counted",
    "UPDATE dbo.orders SET amount = 1 DECLARE @n INT SELECT @n = @@ROWCOUNT",
    dedent(`
      DECLARE v_n INT;
      UPDATE dbo.orders SET amount = 1;
      -- Not translated: the variable @@ROWCOUNT has no translation
      -- SELECT @n = @@ROWCOUNT`),
    ["DWM-QRY-002 7:61"],
  ],
  [
    "UPDATE … FROM",
    "UPDATE o SET amount = 1 FROM dbo.orders o JOIN dbo.log l ON l.id = o.id WHERE o.cust = @p",
    dedent(`
      MERGE INTO dbo.orders AS o USING dbo.log AS l ON l.id = o.id AND o.cust = proc.p WHEN MATCHED THEN UPDATE SET amount = 1;`),
  ],
  [
    "values of other types, as the source converts them",
    "DECLARE @d DATE = '20240102', @b BIT = 1, @i INT = 2.7, @s VARCHAR(9) SET @s = @d SET @d = '1 Feb 2024'",
    dedent(`
      DECLARE v_d DATE DEFAULT CAST('2024-01-02' AS DATE);
      DECLARE v_b BOOLEAN DEFAULT TRUE;
      DECLARE v_i INT DEFAULT CAST(2.7 AS INT);
      DECLARE v_s STRING;
      SET v_s = CAST(v_d AS STRING);
      SET v_d = CAST('2024-02-01' AS DATE);`),
  ],
  [
    "a loop that deletes in batches",
    "DECLARE @n INT = 1 WHILE @n > 0 BEGIN DELETE TOP (100) FROM dbo.log WHERE id < @p SET @n = @@ROWCOUNT END",
    dedent(`
      DECLARE v_n INT DEFAULT 1;
      DECLARE dwm_row_count BIGINT;
      WHILE v_n > 0 DO
        DELETE FROM dbo.log WHERE id < proc.p;
        GET DIAGNOSTICS dwm_row_count = ROW_COUNT;
        SET v_n = dwm_row_count;
      END WHILE;`),
    ["DWM-PRC-007 7:46"],
  ],
  [
    "a statement's text in a variable, with parameters in and out",
    "DECLARE @s NVARCHAR(MAX), @n INT SET @s = N'SELECT @c = COUNT(*) FROM ' + QUOTENAME(@t) + N' WHERE id = @v' EXEC sp_executesql @s, N'@v INT, @c INT OUTPUT', @v = @p, @c = @n OUTPUT",
    dedent(`
      DECLARE v_s STRING;
      DECLARE v_n INT;
      SET v_s = 'SELECT count(*) FROM ' || concat('\`', replace(t, '\`', '\`\`'), '\`') || ' WHERE id = :v';
      EXECUTE IMMEDIATE v_s INTO v_n USING p AS v;`),
    ["DWM-PRC-007 7:43"],
  ],
  [
    "@@ERROR behind statements that went well",
    "DELETE FROM dbo.log IF @@ERROR <> 0 GOTO bad IF @@ERROR = 0 SELECT 1 ELSE SELECT 2 RETURN bad: SELECT 3",
    dedent(`
      main: BEGIN
        DELETE FROM dbo.log;
        -- IF @@ERROR <> 0 GOTO bad
        SELECT 1;
        -- ELSE SELECT 2
        LEAVE main;
        SELECT 3;
      END main;`),
    ["DWM-PRC-007 7:24", "DWM-PRC-007 7:49"],
  ],
  [
    "SET ROWCOUNT",
    "SET ROWCOUNT 5 SELECT id FROM dbo.orders SET ROWCOUNT 0 SELECT id FROM dbo.orders",
    dedent(`
      SELECT id FROM dbo.orders LIMIT 5;
      SELECT id FROM dbo.orders;`),
  ],
  [
    "what has no counterpart, each at its place",
    "SELECT 1\nGOTO nowhere\nWAITFOR DELAY '00:00:01'\n\nIF @@IDENTITY = 0 SELECT 2;\nFROBNICATE x\nSELECT 3",
    dedent(`
      SELECT 1;
      -- Not translated: its label stands in no list around it
      -- GOTO nowhere
      -- WAITFOR DELAY '00:00:01'
      -- Not translated: the variable @@IDENTITY has no translation
      -- IF @@IDENTITY = 0 SELECT 2
      -- Not translated: Unknown statement at FROBNICATE
      -- FROBNICATE x
      SELECT 3;`),
    ["DWM-PRC-007 9:1", "DWM-QRY-002 11:4", "DWM-PRC-003 12:1", "DWM-PRC-002 8:1"],
  ],
  [
    "a value that cannot be translated: the variable is there",
    "DECLARE @a INT = FROB(1), @b INT = 2 SET @a = @b",
    dedent(`
      DECLARE v_a INT;
      DECLARE v_b INT;
      -- Not translated: Function FROB has no translation for the target
      -- FROB(1)
      SET v_b = 2;
      SET v_a = v_b;`),
    ["DWM-QRY-003 7:18"],
  ],
];

describe("T-SQL procedures", () => {
  for (const [name, source, expected, issues = []] of CASES)
    it(`reads ${name}`, async () => {
      const script = `${TABLES}CREATE PROCEDURE proc @p INT, @t SYSNAME = NULL AS\nBEGIN\n${source}\nEND`;
      const [body, found] = await translateBody("tsql", script, "procedure:dbo.proc");
      assert.deepEqual([body, found], [expected, [...issues]]);
    });

  it("returns with LEAVE where something follows, and says that the code is lost", async () => {
    const script = "CREATE PROC p @a INT AS IF @a = 0 RETURN 5 SELECT 1 RETURN 0";
    const made = await translateOne("tsql", script);
    assert.equal(
      bodyOf(made.sql),
      dedent(`
        main: BEGIN
          IF a = 0 THEN
            LEAVE main;
          END IF;
          SELECT 1;
        END main;`),
    );
    assert.deepEqual(told(made.issues), ["DWM-PRC-007 1:35", "DWM-PRC-006 1:53"]);
  });

  it("reads the head: defaults, OUTPUT, options", async () => {
    const script =
      "CREATE OR ALTER PROCEDURE dbo.[my proc] (@a INT = 5, @b VARCHAR(20) OUTPUT, @c DATE = NULL) WITH EXECUTE AS OWNER AS SELECT 1";
    const made = await translateOne("tsql", script);
    assert.match(
      made.sql,
      /^CREATE OR REPLACE PROCEDURE dbo\.`my proc`\(IN a INT DEFAULT 5, INOUT b STRING, IN c DATE DEFAULT NULL\)\nLANGUAGE SQL\nSQL SECURITY DEFINER\n/,
    );
  });

  it("keeps a trigger's body to be read", async () => {
    const script = `${TABLES}CREATE TRIGGER tr ON dbo.orders AFTER INSERT, UPDATE AS INSERT INTO dbo.log (id) SELECT id FROM inserted`;
    const made = await translateOne("tsql", script, "trigger:dbo.tr");
    assert.equal(made.outcome, "skipped");
    assert.equal(bodyOf(made.sql), "INSERT INTO dbo.log (id) SELECT id FROM inserted;");
    assert.deepEqual(told(made.issues), ["DWM-PRC-011 5:16"]);
  });
});
