/** Follows a job's stream over the engine's deaths, as an EventSource does, and counts every seq that it sees. */
export class StreamReader {
  /** How often each seq was seen, by seq. */
  readonly seen: number[] = [];
  reconnects = 0;
  #lastId = "";

  /** `urlNow` is asked at each connection: an engine that was started again has another port. Ends with the job. */
  async follow(urlNow: () => string): Promise<void> {
    for (;;) {
      try {
        if (await this.#once(urlNow())) return;
      } catch {
        // The engine is gone; the next connection goes on after the last event.
      }
      this.reconnects++;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** True when the stream said that the job has ended. */
  async #once(url: string): Promise<boolean> {
    const headers: Record<string, string> = this.#lastId ? { "Last-Event-ID": this.#lastId } : {};
    const response = await fetch(url, { headers });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    let buffer = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      buffer += decoder.decode(chunk as Uint8Array, { stream: true });
      for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
        const isLast = this.#read(buffer.slice(0, end));
        buffer = buffer.slice(end + 2);
        if (isLast) return true;
      }
    }
    return false;
  }

  #read(block: string): boolean {
    const id = /^id: ?(.*)$/m.exec(block)?.[1];
    const data = /^data: ?(.*)$/m.exec(block)?.[1];
    if (data === undefined) return false;
    const { new_logs, new_results, complete } = JSON.parse(data) as {
      new_logs: { seq: number }[];
      new_results: { seq: number }[];
      complete?: boolean;
    };
    for (const { seq } of [...new_logs, ...new_results]) this.seen[seq] = (this.seen[seq] ?? 0) + 1;
    if (id !== undefined) this.#lastId = id;
    return complete === true;
  }
}
