import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** A log file read from where it ended at some moment. */
export interface LogTail {
  readonly file: string;
  readonly from: number;
}

/** Marks the end of a log file as it is now. */
export function markEnd(file: string): LogTail {
  return { file, from: statSync(file, { throwIfNoEntry: false })?.size ?? 0 };
}

/** At most so much is read: the reasons stand at the end. */
const MAX_BYTES = 256 * 1024;

/** The lines written since the mark; from the file's start where it was rotated in between. */
export function readSince({ file, from }: LogTail): readonly string[] {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(descriptor);
    const start = Math.max(size < from ? 0 : from, size - MAX_BYTES);
    const bytes = Buffer.alloc(size - start);
    readSync(descriptor, bytes, 0, bytes.length, start);
    return bytes.toString('utf8').split('\n').filter(Boolean);
  } finally {
    closeSync(descriptor);
  }
}
