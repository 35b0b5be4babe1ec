import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { base64Runs } from './base64-runs';
import type { SecretSpan } from './text-pieces';

/** A part of a text that is base64 of another text. */
export interface EncodedText extends SecretSpan {
  readonly decoded: string;
}

/** Finds user data, files and the like that stand in a text as base64, compressed or not. */
export function findEncodedTexts(text: string): readonly EncodedText[] {
  return base64Runs(text).flatMap(({ start: at, end: until }) =>
    decodeRun(text.slice(at, until)).map(({ start, end, decoded }) => ({
      ...{ start: at + start, end: at + end },
      decoded,
    })),
  );
}

/** Lines that follow each other may be one text, may have one more behind them, or be one each. */
function decodeRun(run: string): readonly EncodedText[] {
  const lastBreak = run.lastIndexOf('\n');
  if (lastBreak < 0) return decodePart(run, 0, run.length);
  const whole = decodePart(run, 0, run.length);
  if (whole.length > 0) return whole;
  const butLast = decodePart(run, 0, lastBreak);
  if (butLast.length > 0) return [...butLast, ...decodePart(run, lastBreak + 1, run.length)];
  return [...run.matchAll(/[A-Za-z0-9+/=]+/g)].flatMap(({ 0: line, index }) =>
    decodePart(run, index, index + line.length),
  );
}

function decodePart(run: string, start: number, end: number): readonly EncodedText[] {
  const decoded = decode(run.slice(start, end));
  return decoded === undefined ? [] : [{ start, end, decoded }];
}

const LONGEST_TEXT_BYTES = 32 * 1024 ** 2;

function decode(encoded: string): string | undefined {
  const bytes = unzip(Buffer.from(encoded, 'base64'));
  return bytes && looksLikeText(bytes) ? bytes.toString('utf8') : undefined;
}

function unzip(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LONGEST_TEXT_BYTES });
  } catch {
    return undefined;
  }
}

/** Control characters that no text has tell that it is none. */
function looksLikeText(bytes: Buffer): boolean {
  // Most of what isn't a text shows it at once.
  return isPrintable(bytes.subarray(0, 64)) && isPrintable(bytes) && isUtf8(bytes);
}

function isPrintable(bytes: Buffer): boolean {
  return !/[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/.test(bytes.toString('latin1'));
}
