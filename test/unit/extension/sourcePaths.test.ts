import assert from "node:assert/strict";
import { SourcePaths } from "../../../src/extension/diagnostics/sourcePaths.ts";
import { JobModel } from "../../../src/extension/jobs/jobModel.ts";
import { summary } from "./support/jobs.ts";

describe("the paths of a job's files", () => {
  const shop = new JobModel(summary({ job_id: "shop" }));
  const bank = new JobModel(summary({ job_id: "bank" }));

  it("are looked up once a job, those that are not here too", () => {
    const asked: string[] = [];
    const paths = new SourcePaths(({ id }, file) => {
      asked.push(`${id} ${file}`);
      return file === "gone.sql" ? undefined : `/${id}/${file}`;
    });
    for (let second = 0; second < 60; second++) {
      assert.equal(paths.of(shop, "a.sql"), "/shop/a.sql");
      assert.equal(paths.of(shop, "gone.sql"), undefined);
      assert.equal(paths.of(bank, "a.sql"), "/bank/a.sql");
    }
    assert.deepEqual(asked, ["shop a.sql", "shop gone.sql", "bank a.sql"]);
  });

  it("are forgotten with the job, so that the next one looks again", () => {
    let here = false;
    const paths = new SourcePaths((_, file) => (here ? file : undefined));
    assert.equal(paths.of(shop, "a.sql"), undefined);
    here = true;
    paths.keepOnly([shop]);
    assert.equal(paths.of(shop, "a.sql"), undefined);
    paths.keepOnly([bank]);
    assert.equal(paths.of(shop, "a.sql"), "a.sql");
  });
});
