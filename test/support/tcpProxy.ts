import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

interface Pair {
  client: Socket;
  server: Socket;
}

/** A TCP proxy that breaks connections in the ways in which networks do. */
export class TcpProxy {
  readonly #targetPort: number;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #stalled = false;
  #refusing = false;
  /** Connections so far, broken ones included. */
  accepted = 0;

  constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Connections that are open now. */
  get open(): number {
    return this.#pairs.size;
  }

  /** Forwards not a byte any more, in either direction, and closes nothing: half-open. New connections hang likewise. */
  stall(): void {
    this.#stalled = true;
    for (const { client, server } of this.#pairs) {
      client.pause();
      server.pause();
    }
  }

  /** Resets every connection; with `refuse`, new ones too, until resume(). */
  cut(refuse = false): void {
    this.#refusing = refuse;
    for (const { client, server } of this.#pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
    this.#pairs.clear();
  }

  /** Ends the server's direction of every connection in order; the client's stays open. */
  halfClose(): void {
    for (const { client, server } of this.#pairs) {
      server.unpipe(client);
      client.end();
    }
  }

  /** All is well again. What was held back in a stall is lost, as in a network that was away for long. */
  resume(): void {
    const wasStalled = this.#stalled;
    this.#stalled = false;
    this.#refusing = false;
    if (wasStalled) this.cut();
  }

  async close(): Promise<void> {
    this.cut(true);
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    this.accepted++;
    client.on("error", () => undefined);
    if (this.#refusing) {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ port: this.#targetPort, host: "127.0.0.1", allowHalfOpen: true });
    const pair = { client, server };
    this.#pairs.add(pair);
    server.on("error", () => client.destroy());
    const closed = () => {
      this.#pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    client.on("close", closed);
    server.on("close", closed);
    client.pipe(server);
    server.pipe(client);
    if (this.#stalled) {
      client.pause();
      server.pause();
    }
  }
}
