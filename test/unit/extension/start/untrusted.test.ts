import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { ERROR_CODES, isAppError } from "../../../../src/extension/errors.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { openWindow } from "../support/window.ts";

describe("a start in a workspace that is not trusted", () => {
  const folder = tempFolder();
  after(() => folder.remove());

  it("is neither checked nor made: that would run an engine", async () => {
    const { actions, dispose } = openWindow({ engineFolder: folder.path, trusted: false });
    const request = {
      inventory_path: "/data",
      source_type: "oracle",
      target_catalog: "hr",
      target_schema: "migrated",
    };
    const refused = (error: unknown) => isAppError(error) && error.code === ERROR_CODES.untrusted;
    // All ways to a start go through these: the wizard, migration.json, tasks, folders.
    const calls = [
      () => actions.inspect("/data"),
      () => actions.validate(request),
      () => actions.start(request),
    ];
    for (const call of calls) {
      await assert.rejects(
        call,
        (error: unknown) => refused(error) || refused((error as Error).cause),
      );
    }
    assert.deepEqual(readdirSync(folder.path), []);
    dispose();
  });
});
