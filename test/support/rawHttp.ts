import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** How long a server may leave a connection open on which it has nothing more to say. */
const PATIENCE_MS = 10_000;

/** Sends bytes as they are; resolves with all that comes back once the server has closed the connection. */
export async function exchange(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("The connection stays open")));
  await once(socket, "connect");
  socket.write(request);
  return text(socket);
}
