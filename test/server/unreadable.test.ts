import assert from "node:assert/strict";
import { problemSchema } from "../../src/protocol/problem.ts";
import { exchange } from "../support/rawHttp.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";

const TRICKS = {
  "a broken escape in a URL": ["GET /api/migrate/progress/%zz HTTP/1.1", 400, "FST_ERR_BAD_URL"],
  "a job id of 150 characters": [
    `GET /api/migrate/progress/${"a".repeat(150)} HTTP/1.1`,
    414,
    "FST_ERR_MAX_PARAM_LENGTH",
  ],
  "a URL of 100 KB": [`GET /${"a".repeat(100_000)} HTTP/1.1`, 431, "HEADERS_TOO_LARGE"],
  "bytes that are no HTTP": ["\u0016\u0003\u0001 hello", 400, "HTTP_INVALID"],
} as const;

describe("a request that reaches no route", () => {
  let engine: TestEngine;

  before(async () => {
    engine = await startTestEngine();
  });

  after(() => engine.stop());

  for (const [what, [line, status, code]] of Object.entries(TRICKS)) {
    it(`is refused with a problem document: ${what}`, async () => {
      const request = `${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
      const answer = await exchange(engine.engine.port, request);
      const [head, body = ""] = answer.split("\r\n\r\n");
      assert.match(head ?? "", new RegExp(`^HTTP/1\\.1 ${status} `));
      assert.match(head ?? "", /application\/problem\+json/);
      const problem = problemSchema.parse(JSON.parse(body));
      assert.deepEqual([problem.status, problem.code], [status, code]);
      assert.equal((await engine.call("GET", "/api/health")).status, 200);
    });
  }
});
