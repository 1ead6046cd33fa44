import assert from "node:assert/strict";
import type { TranslatedObject } from "../../../src/server/translate/types.ts";
import { run, statementsOf, table } from "./harness.ts";

const codes = (object: TranslatedObject) => object.issues.map(({ code }) => code);

describe("CREATE TABLE", () => {
  it("keeps keys, defaults, checks and NOT NULL; drops foreign keys with an info", async () => {
    const translated = await table(
      "tsql",
      `CREATE TABLE [dbo].[t] (
        [id] INT IDENTITY(10, 5) NOT NULL,
        [code] NVARCHAR(10) NOT NULL CONSTRAINT [df] DEFAULT (N'x'),
        [at] DATETIME DEFAULT (getdate()),
        [n] INT NULL CHECK ([n] > 0) REFERENCES [dbo].[other]([id]) ON DELETE CASCADE,
        CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([id] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY],
        CONSTRAINT [uq] UNIQUE NONCLUSTERED ([code] DESC)
      ) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]`,
      "ALTER TABLE [dbo].[t] ADD CONSTRAINT [ck] CHECK (len([code]) > 0)",
      "ALTER TABLE [dbo].[t] WITH CHECK ADD CONSTRAINT [fk] FOREIGN KEY([n]) REFERENCES [dbo].[other] ([id])",
      "EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'the code', @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N't', @level2type=N'COLUMN',@level2name=N'code'",
    );
    const sql = statementsOf(translated);
    assert.equal(codes(translated).filter((code) => code === "DWM-TBL-005").length, 2);
    assert.ok(translated.issues.every(({ severity }) => severity === "info"));
    const rows = await run(
      ...sql,
      "INSERT INTO t (n) VALUES (1)",
      'SELECT id, code, n, "at" IS NOT NULL FROM t',
    );
    assert.deepEqual(rows, [[10, "x", 1, true]]);
    await assert.rejects(run(...sql, "INSERT INTO t (n) VALUES (-1)"), /CHECK/);
    await assert.rejects(
      run(...sql, "INSERT INTO t (id, code) VALUES (1, 'a'), (2, 'a')"),
      /UNIQUE constraint/,
    );
    assert.deepEqual(
      await run(...sql, "SELECT comment FROM duckdb_columns() WHERE column_name = 'code'"),
      [["the code"]],
    );
  });

  it("moves the sequence on after the load, so that the next INSERT does not collide", async () => {
    const translated = await table("postgres", "CREATE TABLE t (id SERIAL PRIMARY KEY, a text)");
    assert.ok(translated.outcome === "translated");
    const rows = await run(
      ...statementsOf(translated),
      "INSERT INTO t VALUES (1, 'a'), (7, 'b')",
      ...translated.afterLoad.map(({ sql }) => sql),
      "INSERT INTO t (a) VALUES ('c')",
      "SELECT max(id) FROM t",
    );
    assert.deepEqual(rows, [[8]]);
  });

  it("can be created again over itself, with its sequence", async () => {
    const sql = statementsOf(
      await table(
        "mysql",
        "CREATE TABLE `t` (`id` INT UNSIGNED NOT NULL AUTO_INCREMENT, PRIMARY KEY (`id`), KEY `k` (`id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='all'",
      ),
    );
    const rows = await run(
      ...sql,
      "INSERT INTO t DEFAULT VALUES",
      ...sql,
      "INSERT INTO t DEFAULT VALUES",
      "SELECT * FROM t",
    );
    assert.deepEqual(rows, [["1"]]);
    assert.deepEqual(
      await run(...sql, "SELECT comment FROM duckdb_tables() WHERE table_name = 't'"),
      [["all"]],
    );
  });

  it("computes computed columns", async () => {
    const tsql = statementsOf(
      await table(
        "tsql",
        "CREATE TABLE t (a INT, b INT, c AS (a / b) PERSISTED, d AS ISNULL(a, 0) + 1)",
      ),
    );
    assert.deepEqual(await run(...tsql, "INSERT INTO t VALUES (7, 2)", "FROM t"), [[7, 2, 3, 8]]);
    const oracle = statementsOf(
      await table(
        "oracle",
        "CREATE TABLE t (a NUMBER(5), b NUMBER(5) GENERATED ALWAYS AS (NVL(a, 1) * 2) VIRTUAL)",
      ),
    );
    assert.deepEqual(await run(...oracle, "INSERT INTO t VALUES (4)", "FROM t"), [["4", "8"]]);
    const ordinary = await table("tsql", "CREATE TABLE t (a INT, b AS dbo.f(a))");
    assert.deepEqual(codes(ordinary), ["DWM-TBL-009"]);
    assert.deepEqual(
      await run(...statementsOf(ordinary), "INSERT INTO t VALUES (1, NULL)", "FROM t"),
      [[1, null]],
    );
    assert.deepEqual(ordinary.outcome === "translated" && ordinary.columns, ["a"]);
  });

  it("loses no column of Teradata's tables and drops where they are stored", async () => {
    const translated = await table(
      "teradata",
      `CREATE SET TABLE db.t, NO FALLBACK, NO BEFORE JOURNAL, CHECKSUM = DEFAULT (
         a INTEGER NOT NULL, b VARCHAR(10) CHARACTER SET LATIN NOT CASESPECIFIC, c DATE FORMAT 'YYYY-MM-DD', d DECIMAL(18,2) COMPRESS (0.00, 1.00)
       ) PRIMARY INDEX (a) PARTITION BY RANGE_N(c BETWEEN DATE '2020-01-01' AND DATE '2020-12-31' EACH INTERVAL '1' MONTH)`,
    );
    assert.deepEqual(
      await run(...statementsOf(translated), "SELECT column_name FROM (DESCRIBE t)"),
      [["a"], ["b"], ["c"], ["d"]],
    );
    assert.ok(codes(translated).length >= 5);
  });

  it("drops Redshift's and Snowflake's storage clauses with an info each", async () => {
    const redshift = await table(
      "redshift",
      "CREATE TABLE t (a INT ENCODE zstd DISTKEY, b INT IDENTITY(1,1)) DISTSTYLE KEY COMPOUND SORTKEY (a, b)",
    );
    assert.ok(redshift.issues.every(({ severity }) => severity === "info"));
    assert.equal(statementsOf(redshift).length, 3);
    const snowflake = await table(
      "snowflake",
      "CREATE OR REPLACE TRANSIENT TABLE t (a INT AUTOINCREMENT START 5 INCREMENT 1, b VARIANT COMMENT 'json', c STRING WITH TAG (x='y')) CLUSTER BY (a) DATA_RETENTION_TIME_IN_DAYS = 1 COMMENT = 'c'",
    );
    assert.ok(snowflake.issues.every(({ severity }) => severity === "info"));
    assert.deepEqual(
      await run(...statementsOf(snowflake), "INSERT INTO t (b) VALUES ('{}')", "SELECT a FROM t"),
      [["5"]],
    );
  });

  it("folds ALTER TABLE, COMMENT ON and nextval defaults of pg_dump into the table", async () => {
    const translated = await table(
      "postgres",
      "CREATE TABLE public.t (id integer NOT NULL, s character varying(5) DEFAULT 'x'::character varying, u timestamp DEFAULT now() NOT NULL)",
      "ALTER TABLE public.t OWNER TO me",
      "ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass)",
      "ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id)",
      "COMMENT ON COLUMN public.t.s IS 'it''s'",
    );
    const sql = statementsOf(translated);
    assert.deepEqual(await run(...sql, "INSERT INTO t DEFAULT VALUES", "SELECT id, s FROM t"), [
      [1, "x"],
    ]);
    assert.ok(sql.some((statement) => statement.includes("'it''s'")));
  });

  it("names what it does not know instead of dropping it in silence", async () => {
    const translated = await table(
      "postgres",
      "CREATE TABLE t (a INT FROBNICATE (3), b INT) WIBBLE 5",
    );
    assert.deepEqual(codes(translated), ["DWM-TBL-004", "DWM-TBL-004"]);
    const altered = await table("postgres", "CREATE TABLE t (a INT)", "ALTER TABLE t RENAME TO u");
    assert.deepEqual(codes(altered), ["DWM-TBL-014"]);
  });

  it("keeps a table whose default or check has no counterpart, with a warning", async () => {
    const translated = await table(
      "oracle",
      "CREATE TABLE t (a VARCHAR2(32) DEFAULT SYS_GUID() NOT NULL, b NUMBER(1) CHECK (my_pkg.f(b) = 1))",
    );
    assert.deepEqual(codes(translated), ["DWM-TBL-007", "DWM-TBL-008"]);
    assert.deepEqual(await run(...statementsOf(translated), "SELECT count(*) FROM (DESCRIBE t)"), [
      ["2"],
    ]);
  });

  it("creates CTAS, LIKE and CLONE", async () => {
    const ctas = statementsOf(
      await table("snowflake", "CREATE TABLE t AS SELECT IFF(1 > 0, 'y', 'n') AS a"),
    );
    assert.deepEqual(await run(...ctas, "FROM t"), [["y"]]);
    const setup = "CREATE TABLE mig.dw.u AS SELECT 1 AS a";
    assert.deepEqual(
      await run(
        setup,
        ...statementsOf(await table("snowflake", "CREATE TABLE t CLONE u")),
        "FROM t",
      ),
      [[1]],
    );
    assert.deepEqual(
      await run(
        setup,
        ...statementsOf(await table("mysql", "CREATE TABLE t LIKE u")),
        "SELECT count(*) FROM t",
      ),
      [["0"]],
    );
  });

  it("adds every column of one ADD, and none twice", async () => {
    const added = await table("tsql", "CREATE TABLE t (a INT)", "ALTER TABLE t ADD b INT, c INT");
    assert.ok(added.outcome === "translated");
    assert.deepEqual(added.columns, ["a", "b", "c"]);
    const guarded = await table(
      "snowflake",
      "CREATE TABLE t (a INT, b INT)",
      "ALTER TABLE t ADD COLUMN IF NOT EXISTS b INT",
    );
    assert.ok(guarded.outcome === "translated");
    assert.deepEqual(guarded.columns, ["a", "b"]);
  });

  it("tells of negative scales and of times that are too fine", async () => {
    const oracle = await table("oracle", "CREATE TABLE t (n NUMBER(5,-2), ts TIMESTAMP(9))");
    assert.deepEqual(
      oracle.issues.map(({ code }) => code),
      ["DWM-TBL-006", "DWM-TBL-015"],
    );
  });
});
