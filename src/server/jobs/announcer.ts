import { EventEmitter } from "node:events";
import type { Committed } from "../store/types.ts";

interface AnnouncerEvents {
  /** Something was committed: its rows are in the store. */
  committed: [Committed];
  /** The job is gone, with all it stored. */
  deleted: [jobId: string];
}

/** Tells the hub what changed in the store. In process: an emitter; across nodes: the database's notifications. */
export class Announcer extends EventEmitter<AnnouncerEvents> {
  constructor() {
    super();
    // A listener a followed job, not a leak.
    this.setMaxListeners(0);
  }
}
