import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { JobModel } from "../../src/extension/jobs/jobModel.ts";
import { JobStore } from "../../src/extension/jobs/jobStore.ts";
import { JobsTree } from "../../src/extension/jobs/tree/jobsTree.ts";
import type { TreeNode } from "../../src/extension/jobs/tree/nodes.ts";
import { waitFor } from "../support/waitFor.ts";
import { summary } from "../unit/extension/support/jobs.ts";

const REPAINT_MS = 250;

describe("the tree of a job that changes all the time", () => {
  const store = new JobStore(Date.now);
  const tree = new JobsTree(store, { grouping: "day", filter: "" });
  const fired: (TreeNode[] | undefined)[] = [];
  tree.onDidChangeTreeData((nodes) => {
    fired.push(nodes as TreeNode[] | undefined);
  });
  after(() => tree.dispose());

  /** Changes the job in every turn of the event loop for a while; answers how often, and how long that took. */
  async function flood(): Promise<{ changes: number; ms: number }> {
    const begun = performance.now();
    let changes = 0;
    while (performance.now() - begun < 4 * REPAINT_MS) {
      store.upsert(summary({ job_id: "busy", total_objects: 1e9, completed_objects: ++changes }));
      await setImmediate();
    }
    return { changes, ms: performance.now() - begun };
  }

  it("repaints that job only, four times a second at most", async () => {
    store.upsert(summary({ job_id: "busy" }));
    store.upsert(summary({ job_id: "idle", status: "completed" }));
    tree.setVisible(true);
    await waitFor("the first paint", () => fired.length > 0);
    fired.length = 0;
    const { changes, ms } = await flood();
    await waitFor("a repaint", () => fired.length > 0);
    assert.ok(changes > 100, `${changes} changes`);
    assert.ok(fired.length <= ms / REPAINT_MS + 2, `${fired.length} repaints in ${ms} ms`);
    for (const nodes of fired) {
      assert.ok(nodes, "the whole tree was repainted");
      assert.deepEqual(
        nodes.map((node) => node instanceof JobModel && node.id),
        ["busy"],
      );
    }
  });

  it("repaints nothing while it is hidden, and what it missed when it is shown", async () => {
    tree.setVisible(false);
    fired.length = 0;
    await flood();
    assert.deepEqual(fired, []);
    tree.setVisible(true);
    await waitFor("the repaint", () => fired.length > 0);
  });

  it("changes nothing by showing a tooltip", () => {
    const job = store.get("busy");
    assert.ok(job);
    fired.length = 0;
    const item = tree.resolveTreeItem(tree.getTreeItem(job), job);
    assert.ok(item.tooltip);
    assert.deepEqual(fired, []);
  });
});
