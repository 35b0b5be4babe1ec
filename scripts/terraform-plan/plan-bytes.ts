import { constants, createReadStream, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';
import { UnreadablePlan } from './unreadable-plan';

/**
 * The bytes of a plan as they come, from a file, a pipe or a terminal.
 *
 * @param file a path, or `-` for standard input
 * @param signal ends the wait for them at once, whoever should write them
 * @throws UnreadablePlan where there is nothing to read, the signal's reason where that ends it
 */
export async function* planBytes(
  file: string,
  signal?: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    signal?.throwIfAborted();
    const input = file === '-' ? process.stdin : openInput(file);
    if (signal) addAbortSignal(signal, input);
    yield* input as AsyncIterable<Buffer>;
  } catch (error) {
    signal?.throwIfAborted();
    const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
    const found = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder' : code;
    throw new UnreadablePlan(
      file,
      `be the file of a plan, got ${found}`,
      'Name a plan file or its JSON, or - for standard input',
    );
  }
}

/**
 * A named pipe that nobody writes to yet, and a terminal, are waited for as a socket is. Read as a file,
 * each would hold a thread that nothing ends, and the process with it.
 */
function openInput(file: string): Readable {
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  if (fstatSync(fd).isFIFO()) return new Socket({ fd, readable: true, writable: false });
  return isatty(fd) ? new ReadStream(fd) : createReadStream(file, { fd });
}
