import { connect, type Socket } from "node:net";

// Clients that stop reading, a process of their own. Arguments: stream URL, number of clients. They ask for the stream and
// read nothing until the message "wake"; then each reads to the end and counts the seqs that it sees.

const [url = "", countText = "1"] = process.argv.slice(2);
const count = Number(countText);
const { hostname, port, pathname } = new URL(url);
const sockets: Socket[] = [];
let open = count;
let gaps = 0;
let repeats = 0;
let lastSeq = 0;
let slowestMs = 0;
let wokenAt = 0;

for (let n = 0; n < count; n++) {
  const socket = connect(Number(port), hostname, () => {
    socket.write(`GET ${pathname} HTTP/1.0\r\nHost: ${hostname}:${port}\r\n\r\n`);
  });
  socket.pause();
  sockets.push(socket);
}

/** Reads one stream to its end. Rows of a frame stand in two lists: in order they are each in theirs. */
function wake(socket: Socket): void {
  const seen = new Set<number>();
  let buffer = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    buffer += chunk;
    for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
      const at = buffer.indexOf("data: ");
      if (at >= 0 && at < end) {
        const { new_logs, new_results } = JSON.parse(buffer.slice(at + 6, end));
        for (const { seq } of [...new_logs, ...new_results]) {
          if (seen.has(seq)) repeats++;
          seen.add(seq);
        }
      }
      buffer = buffer.slice(end + 2);
    }
  });
  socket.on("close", () => {
    const last = Math.max(...[...seen].slice(-5_000), 0);
    gaps += last - seen.size;
    lastSeq = Math.max(lastSeq, last);
    slowestMs = Math.max(slowestMs, performance.now() - wokenAt);
    if (--open > 0) return;
    process.send?.({ gaps, repeats, lastSeq, slowestMs }, () => process.exit(0));
  });
  socket.resume();
}

process.on("message", () => {
  wokenAt = performance.now();
  for (const socket of sockets) wake(socket);
});
