import assert from "node:assert/strict";
import { translateBody } from "./body.ts";

const procedure = (statements: string) =>
  `CREATE TABLE t (id INT, amount INT);
CREATE PROCEDURE p(amount INT) RETURNS INT LANGUAGE SQL AS $$
DECLARE
  c CURSOR FOR SELECT id FROM t WHERE amount > ? AND id <> '?';
  n INT;
BEGIN
  ${statements}
  RETURN n;
END $$;`;

describe("OPEN … USING of Snowflake", () => {
  it("gives a cursor's markers their values", async () => {
    const [body, said] = await translateBody(
      "snowflake",
      procedure("OPEN c USING (amount); FETCH c INTO n; CLOSE c;"),
    );
    assert.deepEqual(said, []);
    assert.match(body, /DECLARE c CURSOR FOR SELECT id FROM t WHERE amount > \? AND id <> '\?';/);
    assert.match(body, /OPEN c USING amount;/);
  });

  it("is written into the query of a loop, where a parameter is no column", async () => {
    const [body, said] = await translateBody(
      "snowflake",
      procedure(
        "OPEN c USING (amount); FOR r IN c DO n := r.id; END FOR; CLOSE c; SYSTEM$LOG('info', 'x');",
      ),
    );
    assert.deepEqual(said, []);
    assert.match(body, /FOR r AS SELECT id FROM t WHERE amount > \(p\.amount\) AND id <> '\?' DO/);
  });

  it("is refused with another number of values", async () => {
    const [, said] = await translateBody("snowflake", procedure("OPEN c; FETCH c INTO n;"));
    assert.deepEqual(said, ["DWM-QRY-001 7:9"]);
  });
});
