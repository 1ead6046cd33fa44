/**
 * Keeps output that nobody takes from being a crash. A reader that has seen enough, such as `head`, is no error: the
 * command goes on and tells by its exit code what became of it.
 */
export function surviveBrokenOutput(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    if (stream !== process.stderr) {
      process.stderr.write(`The output cannot be written: ${error.message}\n`);
    }
    process.exit(1);
  });
}
