import assert from "node:assert/strict";
import { readPlacedJson } from "../../../../src/extension/start/jsonPlaces.ts";
import { nearest } from "../../../../src/extension/start/nearest.ts";
import { readMigration } from "../../../../src/extension/start/readMigration.ts";
import { english } from "../support/host.ts";

const GOOD = {
  inventory_path: "ddl",
  source_type: "snowflake",
  target_catalog: "shop",
  target_schema: "migrated",
};

/** What is marked in a text, and what is said of it. */
function marks(text: string): [string, string][] {
  const { problems } = readMigration(text, english);
  return problems.map(({ span, message }) => [text.slice(span.from, span.to), message]);
}

const withField = (field: string) => JSON.stringify(GOOD).replace(/\}$/, `, ${field}}`);

describe("reading a migration.json", () => {
  it("answers the fields of a start, aliases resolved, without the schema's place", () => {
    const text = JSON.stringify({ $schema: "./x.json", ...GOOD, source_type: "SQLServer" });
    const { fields, problems } = readMigration(text, english);
    assert.deepEqual(problems, []);
    assert.deepEqual(fields, { ...GOOD, source_type: "tsql" });
  });

  it("marks an unknown field at its name, and knows which was meant", () => {
    const text = JSON.stringify(GOOD).replace("target_catalog", "targetCatlog");
    assert.deepEqual(marks(text), [
      ['"targetCatlog"', "There is no field “targetCatlog”. Did you mean “target_catalog”?"],
    ]);
    const [problem] = readMigration(text, english).problems;
    assert.deepEqual(problem?.replacement, { label: "target_catalog", text: '"target_catalog"' });
    const [[mark, message] = []] = marks(withField('"colour": 1'));
    assert.equal(mark, '"colour"');
    assert.match(
      message ?? "",
      /^There is no field “colour”\. Remove it, or use one of: inventory/,
    );
  });

  it("marks a wrong value, and says what is wanted", () => {
    const cases: [string, string, RegExp][] = [
      ['"dry_run": "yes"', '"yes"', /“dry_run” must be true or false/],
      ['"concurrency": 1.5', "1.5", /whole number/],
      ['"concurrency": 65', "65", /64 or less/],
      ['"concurrency": 0', "0", /1 or more/],
      ['"priority": "3"', '"3"', /whole number/],
      ['"on_error": "maybe"', '"maybe"', /one of: "continue", "stop"/],
      ['"target_type": "hive"', '"hive"', /one of: "duckdb", "databricks"/],
      ['"include": "sales.*"', '"sales.*"', /a list of texts/],
      ['"exclude": ["a", 7]', "7", /text in double quotes/],
      ['"exclude": [" "]', '" "', /must not be empty/],
      ['"target_path": ""', '""', /must not be empty/],
      ['"model_id": {}', "{}", /text in double quotes/],
    ];
    for (const [field, mark, message] of cases) {
      const found = marks(withField(field));
      assert.equal(found.length, 1, field);
      assert.equal(found[0]?.[0], mark, field);
      assert.match(found[0]?.[1] ?? "", message, field);
    }
    assert.match(
      marks(JSON.stringify({ ...GOOD, source_type: "sybase" }))[0]?.[1] ?? "",
      /“sybase”/,
    );
    const control = JSON.stringify({ ...GOOD, target_schema: "a\u0001" });
    assert.match(marks(control)[0]?.[1] ?? "", /control characters/);
    const long = JSON.stringify({ ...GOOD, target_schema: "x".repeat(256) });
    assert.match(marks(long)[0]?.[1] ?? "", /at most 255 characters/);
  });

  it("says with an example what is missing, at the beginning", () => {
    const { target_schema: _, ...rest } = GOOD;
    assert.deepEqual(marks(`\n${JSON.stringify(rest)}`), [
      ["{", '“target_schema” is missing. Add it, for example: "target_schema": "migrated"'],
    ]);
    assert.equal(marks("{}").length, 4);
    assert.match(marks("[]")[0]?.[1] ?? "", /is an object/);
  });

  it("lets no field be there twice", () => {
    assert.deepEqual(marks(withField('"target_schema": "b"')), [
      ['"target_schema"', "“target_schema” is there twice. Remove one."],
    ]);
  });

  it("marks where a text stops being JSON", () => {
    const cases: [string, string, RegExp][] = [
      ["", "", /ends too early/],
      ['{"a": 1', "", /ends too early/],
      ['{"a": 1,}', "}", /comma before is too many/],
      ["// note\n{}", "//", /no comments/],
      ["{'a': 1}", "'a'", /double quotes/],
      ['{"a" 1}', "1", /comma or a quote/],
      ['{"a": tru}', "tru", /comma or a quote/],
      ['{"a": 1} 2', "2", /comma or a quote/],
      ['{"a": "x\n"}', '"', /comma or a quote/],
    ];
    for (const [text, mark, message] of cases) {
      const found = marks(text);
      assert.equal(found.length, 1, text);
      assert.equal(found[0]?.[0], mark, text);
      assert.match(found[0]?.[1] ?? "", message, text);
    }
    assert.match(marks("[".repeat(10_000))[0]?.[1] ?? "", /\[/);
  });

  it("reads what JSON.parse reads", () => {
    const values = [{ a: [1, -2.5e3, null, { "b\n": '\u00e9\\"' }], c: {}, d: [] }, [true], "x", 0];
    for (const value of values) {
      for (const indent of [0, 2]) {
        const text = ` ${JSON.stringify(value, undefined, indent)}\r\n`;
        assert.deepEqual(readPlacedJson(text).value, value);
      }
    }
    const tricky = '{"__proto__": {"x": 1}}';
    assert.deepEqual(readPlacedJson(tricky).value, JSON.parse(tricky));
  });

  it("guesses a name only when it is near", () => {
    const names = ["target_path", "dry_run"];
    assert.equal(nearest("DryRun", names), "dry_run");
    assert.equal(nearest("target-paht", names), "target_path");
    assert.equal(nearest("colour", names), undefined);
  });
});
