import assert from "node:assert/strict";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import type { TranslatedObject } from "../../../src/server/translate/types.ts";
import { contextFor, objectOf, run, statementsOf, table } from "./harness.ts";

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
      "CREATE TABLE t (a VARCHAR2(32) DEFAULT DUMP(1) NOT NULL, b NUMBER(1) CHECK (my_pkg.f(b) = 1))",
    );
    assert.deepEqual(codes(translated), ["DWM-TBL-007", "DWM-TBL-008"]);
    assert.deepEqual(await run(...statementsOf(translated), "SELECT count(*) FROM (DESCRIBE t)"), [
      ["2"],
    ]);
  });

  it("writes Oracle's identifiers as bytes, and in hexadecimal digits where the column is a text", async () => {
    const statements = statementsOf(
      await table(
        "oracle",
        "CREATE TABLE t (a RAW(16) DEFAULT SYS_GUID(), b VARCHAR2(32) DEFAULT SYS_GUID())",
      ),
    );
    const lengths = "SELECT octet_length(a), length(b) FROM t";
    assert.deepEqual(await run(...statements, "INSERT INTO t DEFAULT VALUES", lengths), [
      ["16", "32"],
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

  it("creates child tables with the columns of their parents, with a warning", async () => {
    const parent = "CREATE TABLE mig.dw.p (id INTEGER NOT NULL, day DATE)";
    const whole = statementsOf(await table("postgres", "CREATE TABLE t PARTITION OF p DEFAULT"));
    assert.deepEqual(await run(parent, ...whole, "SELECT column_name FROM (DESCRIBE t)"), [
      ["id"],
      ["day"],
    ]);
    const known = { p: [{ name: "id", class: "int", type: "INTEGER", notNull: true } as const] };
    const child = await translateObject(
      objectOf("TABLE", "t", "CREATE TABLE t (x text, CHECK (id > 0)) INHERITS (p)"),
      contextFor("postgres", known),
    );
    assert.deepEqual(codes(child), ["DWM-TBL-025"]);
    await assert.rejects(run(...statementsOf(child), "INSERT INTO t VALUES (-1, 'a')"), /CHECK/);
  });

  it("fills a table of its own types from a query", async () => {
    const sql = statementsOf(
      await table("snowflake", "CREATE TABLE t (a NUMBER(5,1), b STRING) AS SELECT 1.25, 'x'"),
    );
    assert.deepEqual(await run(...sql, "FROM t"), [["1.3", "x"]]);
    const mysql = statementsOf(
      await table(
        "mysql",
        "CREATE TABLE t (n INT AUTO_INCREMENT PRIMARY KEY, a INT) SELECT 7 AS a",
      ),
    );
    assert.deepEqual(await run(...mysql, "FROM t"), [[1, 7]]);
    const stranger = await table("mysql", "CREATE TABLE t (n INT) SELECT 7 AS a");
    assert.deepEqual(codes(stranger), ["DWM-TBL-012"]);
  });

  it("calls the columns of VALUES as PostgreSQL does", async () => {
    const sql = statementsOf(await table("postgres", "CREATE TABLE t AS VALUES (1, 'a')"));
    assert.deepEqual(await run(...sql, "SELECT column_name FROM (DESCRIBE t)"), [
      ["column1"],
      ["column2"],
    ]);
  });

  it("keeps what is unique, in whatever way the source says so", async () => {
    for (const [dialect, source] of [
      ["teradata", "CREATE TABLE t (a INTEGER) UNIQUE PRIMARY INDEX (a)"],
      ["teradata", "CREATE TABLE t (a INTEGER, b INTEGER) PRIMARY INDEX (b) UNIQUE INDEX u (a)"],
      ["tsql", "CREATE TABLE t (a INT, INDEX ix UNIQUE NONCLUSTERED (a))"],
      ["mysql", "CREATE TABLE t (a INT, UNIQUE KEY `u` (`a`) USING BTREE)"],
      ["postgres", "CREATE TABLE t (a int CONSTRAINT u UNIQUE)"],
    ] as const) {
      const sql = statementsOf(await table(dialect, source));
      const twice = run(...sql, "INSERT INTO t (a) VALUES (1), (1)");
      await assert.rejects(twice, /constraint/i, `${dialect}: ${source}`);
    }
    const partly = await table("tsql", "CREATE TABLE t (a INT, INDEX ix UNIQUE (a) WHERE a > 5)");
    assert.deepEqual(codes(partly), ["DWM-TBL-024"]);
  });

  it("does not check what the source does not check", async () => {
    const oracle = await table(
      "oracle",
      "CREATE TABLE t (a NUMBER(3) NOT NULL DISABLE, b NUMBER(3) CHECK (b > 0) DISABLE, UNIQUE (b) DISABLE NOVALIDATE, CONSTRAINT p PRIMARY KEY (b) DISABLE)",
    );
    assert.deepEqual(new Set(codes(oracle)), new Set(["DWM-TBL-003"]));
    const rows = [[null, "-1"]];
    const sql = statementsOf(oracle);
    const mysql = await table("mysql", "CREATE TABLE t (b INT, CHECK (b > 0) NOT ENFORCED)");
    await run(...statementsOf(mysql), "INSERT INTO t VALUES (-1)");
    assert.deepEqual(
      await run(...sql, "INSERT INTO t VALUES (NULL, -1), (NULL, -1)", "FROM t LIMIT 1"),
      rows,
    );
  });

  it("takes no comparison for the bracket of a type", async () => {
    for (const dialect of [
      "tsql",
      "postgres",
      "oracle",
      "snowflake",
      "mysql",
      "bigquery",
    ] as const) {
      const translated = await table(
        dialect,
        "CREATE TABLE t (a INT CHECK (a < 5), b INT, c INT CHECK (b > a AND a < c), d INT CHECK (d <> 1))",
      );
      assert.ok(translated.outcome === "translated");
      assert.deepEqual(translated.columns, ["a", "b", "c", "d"]);
    }
  });

  it("leaves out defaults and checks that name what is no column", async () => {
    const translated = await table(
      "tsql",
      "CREATE TABLE t (a VARCHAR(9) DEFAULT (frob), b INT CHECK (zork > 1))",
    );
    assert.deepEqual(codes(translated), ["DWM-TBL-007", "DWM-TBL-008"]);
  });

  it("drops, renames and changes columns with the keys that they are in", async () => {
    const dropped = await table(
      "oracle",
      "CREATE TABLE t (a NUMBER(5) PRIMARY KEY, b NUMBER(5), c DATE, UNIQUE (b, c))",
      "ALTER TABLE t DROP COLUMN c CASCADE CONSTRAINTS",
      "ALTER TABLE t RENAME COLUMN a TO k",
      "ALTER TABLE t MODIFY (b NUMBER(7,2) DEFAULT 3 NOT NULL)",
    );
    assert.deepEqual(codes(dropped), []);
    const sql = statementsOf(dropped);
    assert.deepEqual(await run(...sql, "INSERT INTO t (k) VALUES (1)", "FROM t"), [["1", "3.00"]]);
    const renamed = await table(
      "postgres",
      "CREATE TABLE t (a int CHECK (a > 0))",
      "ALTER TABLE t RENAME COLUMN a TO b",
    );
    assert.deepEqual(codes(renamed), ["DWM-TBL-012"]);
    const strange = await table("mysql", "CREATE TABLE t (a INT)", "ALTER TABLE t DROP COLUMN zz");
    assert.deepEqual(codes(strange), ["DWM-TBL-014"]);
  });

  it("places added columns where MySQL puts them", async () => {
    const translated = await table(
      "mysql",
      "CREATE TABLE t (a INT, b INT)",
      "ALTER TABLE t ADD c INT AFTER a, ADD COLUMN d INT FIRST, ADD e INT",
    );
    assert.ok(translated.outcome === "translated");
    assert.deepEqual(translated.columns, ["d", "a", "c", "b", "e"]);
  });

  it("begins to count where AUTO_INCREMENT says", async () => {
    const sql = statementsOf(
      await table("mysql", "CREATE TABLE t (id INT AUTO_INCREMENT KEY, a INT) AUTO_INCREMENT=42"),
    );
    assert.deepEqual(await run(...sql, "INSERT INTO t (a) VALUES (1)", "SELECT id FROM t"), [[42]]);
  });

  it("reads bits, zeros, empty arrays and 'now' as defaults", async () => {
    const mysql = statementsOf(
      await table(
        "mysql",
        "CREATE TABLE t (a INT, b BIT(1) DEFAULT b'1', c BIT(4) DEFAULT b'101', e ENUM('it''s', \"b\") DEFAULT 'b')",
      ),
    );
    assert.deepEqual(await run(...mysql, "INSERT INTO t (a) VALUES (0)", "FROM t"), [
      [0, true, "5", "b"],
    ]);
    const postgres = statementsOf(
      await table(
        "postgres",
        "CREATE TABLE t (a int, b text[] DEFAULT '{}'::text[] NOT NULL, d date DEFAULT ('now'::text)::date NOT NULL)",
      ),
    );
    assert.deepEqual(
      await run(...postgres, "INSERT INTO t (a) VALUES (0)", "SELECT a, b, d = today() FROM t"),
      [[0, [], true]],
    );
  });

  it("takes object, collection and composite types of the inventory for their parts", async () => {
    const oracle = await translateObject(
      objectOf("TABLE", "t", "CREATE TABLE t OF p_t (zip NOT NULL, PRIMARY KEY (zip))"),
      {
        ...contextFor("oracle"),
        userTypes: {
          p_t: "OBJECT (zip NUMBER(5), tags tags_t)",
          tags_t: "VARRAY(3) OF VARCHAR2(9)",
        },
      },
    );
    assert.deepEqual(await run(...statementsOf(oracle), "SELECT column_type FROM (DESCRIBE t)"), [
      ["DECIMAL(5,0)"],
      ["VARCHAR[]"],
    ]);
    const postgres = await translateObject(
      objectOf("TABLE", "t", "CREATE TABLE t (a public.addr, b addr[])"),
      { ...contextFor("postgres"), userTypes: { addr: "STRUCT(street text, zip int)" } },
    );
    assert.deepEqual(await run(...statementsOf(postgres), "SELECT column_type FROM (DESCRIBE t)"), [
      ["STRUCT(street VARCHAR, zip INTEGER)"],
      ["STRUCT(street VARCHAR, zip INTEGER)[]"],
    ]);
  });
});
