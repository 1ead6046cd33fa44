import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { type Job, jobSchema } from "../../src/protocol/job.ts";
import { queryFile } from "../support/duckDb.ts";
import { ROOT, startBody } from "../support/inventories.ts";
import { readEvents } from "../support/sse.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";

/** Rows of every table, the same in all flavours (samples/README.md). */
const TABLES: Readonly<Record<string, number>> = {
  region: 6,
  category: 12,
  supplier: 7,
  product: 30,
  employee: 17,
  promotion: 6,
  store: 8,
  customer: 40,
  sales_order: 60,
  order_line: 333,
  payment: 60,
  product_return: 14,
  stock_snapshot: 48,
  web_event: 15,
  price_update: 11,
};

/** Rows of every view: counted on PostgreSQL, or from the same facts where only another flavour has the view. */
const VIEWS: Readonly<Record<string, number>> = {
  v_customer_profile: 40,
  v_customer_ranking: 26,
  v_order_totals: 60,
  v_store_monthly_revenue: 33,
  v_order_basket: 60,
  v_latest_stock: 24,
  v_payment_mix: 12,
  v_return_rate: 28,
  v_product_catalog: 30,
  v_price_update_clean: 11,
  v_category_tree: 12,
  v_category_revenue: 3,
  v_promo_effect: 6,
  v_org_chart: 17,
  v_top_orders: 10,
  v_channel_pivot: 2,
  v_large_basket: 22,
  v_web_event_tag: 21,
  v_tag_popularity: 12,
};

const REVENUE = `SELECT s.store_code, COUNT(DISTINCT o.order_id), SUM(l.quantity * l.unit_price - l.discount_amount)
  FROM migrated.sales_order o JOIN migrated.order_line l ON l.order_id = o.order_id
  JOIN migrated.store s ON s.store_id = o.store_id WHERE o.status <> 'CANCELLED' GROUP BY 1 ORDER BY 1`;

/** Views that may fail in a flavour: they use what has no translation. Everything else must be there. */
const MAY_FAIL: Readonly<Record<string, readonly string[]>> = {
  snowflake: [],
  oracle: ["v_category_tree", "v_category_revenue", "v_org_chart"],
  tsql: [],
  postgres: [],
};

describe("the sample warehouse", () => {
  let engine: TestEngine;

  before(async () => {
    engine = await startTestEngine();
  });

  after(() => engine.stop());

  async function migrate(flavour: string, more: Record<string, unknown> = {}): Promise<Job> {
    const body = startBody(join(ROOT, "samples", flavour), {
      source_type: flavour,
      target_catalog: flavour,
      ...more,
    });
    const { body: started } = await engine.call("POST", "/api/migrate/start", body);
    await readEvents(`${engine.url}/api/migrate/stream/${started.job_id}`);
    const job = await engine.call("GET", `/api/migrate/progress/${started.job_id}`);
    return jobSchema.parse(job.body);
  }

  for (const [flavour, mayFail] of Object.entries(MAY_FAIL)) {
    it(`arrives from ${flavour} with all its tables, rows and views`, async () => {
      const job = await migrate(flavour);
      assert.equal(job.status, "completed");
      // Opened under another name: views must not depend on what the file was called.
      const path = join(engine.data, `copy-of-${flavour}.duckdb`);
      copyFileSync(job.target_path ?? "", path);
      for (const [name, rows] of Object.entries(TABLES)) {
        const counted = await queryFile(path, `SELECT count(*) FROM migrated.${name}`);
        assert.deepEqual([name, Number(counted[0]?.[0])], [name, rows]);
      }
      const views = job.object_results.filter(({ object_type }) => object_type === "VIEW");
      for (const { object_name, status, error } of views) {
        const name = object_name.toLowerCase().replace(/^.*\./, "");
        if (status !== "success") {
          assert.ok(mayFail.includes(name), `${object_name}: ${error}`);
          continue;
        }
        const counted = await queryFile(path, `SELECT count(*) FROM migrated.${name}`);
        assert.deepEqual([name, Number(counted[0]?.[0])], [name, VIEWS[name]]);
      }
      const revenue = await queryFile(path, REVENUE);
      assert.deepEqual(
        revenue.map(([code, orders, sum]) => [code, Number(orders), Number(sum)]),
        [
          ["CPH1", 6, 2280.26],
          ["DUB1", 9, 3380.59],
          ["DUB2", 3, 1058.58],
          ["GAL1", 4, 1411.55],
          ["KRK1", 6, 1829.87],
          ["OPO1", 1, 817],
          ["WEB1", 27, 8396.92],
        ],
      );
    });
  }

  it("comes from a manifest too", async () => {
    const job = await migrate("manifest-example", { source_type: "snowflake" });
    assert.deepEqual(
      [job.total_objects, job.completed_objects, job.rows_loaded],
      [5, 5, 9],
      JSON.stringify(job.object_results),
    );
  });

  it("is not doubled by a second migration into the same file", async () => {
    const first = await migrate("postgres");
    const second = await migrate("postgres");
    assert.equal(second.target_path, first.target_path);
    assert.equal(second.completed_objects, first.completed_objects);
    const counted = await queryFile(
      second.target_path ?? "",
      "SELECT count(*) FROM migrated.order_line",
    );
    assert.equal(Number(counted[0]?.[0]), 333);
  });

  it("leaves nothing of a dry run, which says what a real one would", async () => {
    const real = await migrate("snowflake", { target_catalog: "real" });
    const dry = await migrate("snowflake", { target_catalog: "dry", dry_run: true });
    assert.equal(dry.target_path, null);
    const outcome = ({ object_results }: Job) =>
      object_results
        .map(({ object_name, status, error_code }) => [object_name, status, error_code ?? null])
        .sort();
    assert.deepEqual(outcome(dry), outcome(real));
  });

  it("is told apart by its dialect, and counted, before anything is started", async () => {
    for (const flavour of Object.keys(MAY_FAIL)) {
      const { body } = await engine.call("POST", "/api/migrate/inspect", {
        inventory_path: join(ROOT, "samples", flavour),
      });
      assert.equal(body.source_type, flavour);
      assert.deepEqual(body.objects_by_type, { TABLE: 15, VIEW: 13, PROCEDURE: 2 });
    }
  });
});
