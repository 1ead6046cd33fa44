import * as fc from "fast-check";
import { EngineModel } from "./support/engineModel.ts";
import { dependencies, propertyOptions } from "./support/runProperty.ts";

const commands = [
  "pause",
  "resume",
  "retry",
  "retry",
  "retry",
  "cancel",
  "force",
  "crash",
  "breaks",
  "heals",
  "edits",
  "edits",
  "removes",
  "takes away or puts back",
] as const;

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("finish" as const),
      pick: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom(...commands), pick: fc.nat({ max: 11 }) }),
  },
);

async function take(engine: EngineModel, { kind, pick }: { kind: string; pick: number }) {
  switch (kind) {
    case "finish":
      return engine.finish(pick);
    case "crash":
      return engine.crash();
    case "breaks":
      engine.failing.add(`t${pick}`);
      return;
    case "heals":
      engine.failing.delete(`t${pick}`);
      return;
    case "edits":
      return engine.files.edit(pick);
    case "removes":
      return engine.files.remove(pick);
    case "takes away or puts back":
      return engine.files.toggle();
    case "force":
      return engine.command("cancel", true);
    default:
      return engine.command(kind as "pause" | "resume" | "retry" | "cancel");
  }
}

describe("jobs, by property", () => {
  it("lose and repeat nothing, whatever is asked of them and whenever the engine is killed", async function () {
    this.timeout(300_000);
    const property = fc.asyncProperty(
      dependencies(12),
      fc.array(step, { maxLength: 25 }),
      fc.boolean(),
      fc.array(fc.nat({ max: 11 }), { maxLength: 6 }),
      async (needs, steps, dryRun, broken) => {
        const engine = new EngineModel(needs, dryRun);
        for (const one of broken) engine.failing.add(`t${one}`);
        try {
          await engine.open();
          for (const one of steps) {
            await take(engine, one);
            await engine.check();
          }
          await engine.drain();
        } finally {
          await engine.close();
        }
      },
    );
    await fc.assert(property, propertyOptions(80));
  });
});
