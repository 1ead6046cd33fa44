import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { BIGQUERY_TO_DATABRICKS } from "../../../../src/server/translate/query/functions/databricks/bigquery/rules.ts";
import { COMMON_TO_DATABRICKS } from "../../../../src/server/translate/query/functions/databricks/common.ts";
import { MYSQL_TO_DATABRICKS } from "../../../../src/server/translate/query/functions/databricks/mysql/rules.ts";
import { ORACLE_TO_DATABRICKS } from "../../../../src/server/translate/query/functions/databricks/oracle/rules.ts";
import { POSTGRES_TO_DATABRICKS } from "../../../../src/server/translate/query/functions/databricks/postgres/rules.ts";
import { REDSHIFT_TO_DATABRICKS } from "../../../../src/server/translate/query/functions/databricks/redshift/rules.ts";
import { SNOWFLAKE_TO_DATABRICKS } from "../../../../src/server/translate/query/functions/databricks/snowflake/rules.ts";
import { TERADATA_TO_DATABRICKS } from "../../../../src/server/translate/query/functions/databricks/teradata/rules.ts";
import { TSQL_TO_DATABRICKS } from "../../../../src/server/translate/query/functions/databricks/tsql/rules.ts";
import { isDatabricksFunction } from "../../../../src/server/translate/writer/databricksFunctions.ts";
import { functionOf } from "./functionCheck.ts";

const TABLES = {
  snowflake: SNOWFLAKE_TO_DATABRICKS,
  bigquery: BIGQUERY_TO_DATABRICKS,
  oracle: ORACLE_TO_DATABRICKS,
  tsql: TSQL_TO_DATABRICKS,
  teradata: TERADATA_TO_DATABRICKS,
  postgres: POSTGRES_TO_DATABRICKS,
  redshift: REDSHIFT_TO_DATABRICKS,
  mysql: MYSQL_TO_DATABRICKS,
} as const;

/** Arguments that some rule takes: by number, values of each class. */
const ARGUMENTS = [
  "",
  "s",
  "i",
  "dt",
  "v",
  "s, 'a'",
  "i, 2",
  "dt, 1",
  "v, 'a'",
  "s, 1, 2",
  "i, 1, 2",
  "'day', 1, dt",
];
const MORE = ["s, 'a', 'b', 1", "1, 2, 3, 4, 5, 6"];

/** Words that stand before a bracket and are no functions: types, and the grammar of queries. */
const WORDS =
  /^(ARRAY|AS|CASE|DECIMAL|ELSE|FILTER|FROM|GROUP|IN|INTERVAL|MAP|NOT|OVER|STRUCT|THEN|VALUES|WHEN|WHERE|AND|OR)$/i;

function functionsIn(sql: string): string[] {
  const bare = sql.replace(/'(?:[^'\\]|\\.)*'/g, "''").replace(/`[^`]*`/g, "x");
  return [...bare.matchAll(/([A-Za-z_]\w*)\s*\(/g)].map(([, name = ""]) => name);
}

/** What a function becomes with the arguments that it takes, each way. */
async function outputs(source: SourceType, name: string): Promise<string[]> {
  const forms = [...ARGUMENTS, ...MORE].map((args) => `${name}(${args})`);
  const behind = [`${name}(s) OVER (ORDER BY i)`, `${name}(0.5) WITHIN GROUP (ORDER BY n)`];
  const all = await Promise.all([...forms, ...behind].map((form) => functionOf(source, form)));
  return all.map(({ sql }) => sql).filter((sql) => sql !== "");
}

describe("what functions become", () => {
  for (const [source, table] of Object.entries(TABLES)) {
    it(`is made of Databricks' functions for ${source}`, async function () {
      // Some thousand translations, on a machine that may be busy.
      this.timeout(180_000);
      const names = [...Object.keys(table), ...Object.keys(COMMON_TO_DATABRICKS)];
      for (const name of new Set(names)) {
        for (const sql of await outputs(source as SourceType, name)) {
          const unknown = functionsIn(sql).filter(
            (word) => !WORDS.test(word) && !isDatabricksFunction(word),
          );
          assert.deepEqual(unknown, [], `${name}: ${sql}`);
        }
      }
    });
  }
});
