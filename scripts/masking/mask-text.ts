import { findCommandLineSecrets } from './command-line-secrets';
import { findEncodedTexts } from './encoded-texts';
import { findKeyValueSecrets } from './key-value-secrets';
import { findShapedSecrets } from './shaped-secrets';
import { MASKED, MASKED_CHANGED, type SecretSpan, type TextPiece } from './text-pieces';

/** A text before and after a change. */
export interface TextPair {
  readonly before?: string;
  readonly after?: string;
}

/** Finds secrets that are known by their value, as in what a plan marks sensitive. */
export type FindKnown = (text: string) => readonly SecretSpan[];

/**
 * A text without the secrets that its looks give away, each replaced by `(sensitive)`, also those in
 * base64 inside of it. A masked text stays as it is.
 */
export function maskText(text: string): string {
  return render(piecesOf(text), () => MASKED);
}

/**
 * Masks both sides of a change. A secret that is another one afterwards becomes `(sensitive, changed)`,
 * so that the change shows although neither of the two does.
 */
export function maskTextPair({ before, after }: TextPair, findKnown?: FindKnown): TextPair {
  const old = before === undefined ? [] : piecesOf(before, findKnown);
  const now = after === undefined ? [] : piecesOf(after, findKnown);
  const isChanged = changedSecrets(old.flatMap(secretsOf), now.flatMap(secretsOf));
  return {
    ...(before !== undefined && { before: render(old, () => MASKED) }),
    ...(after !== undefined && {
      after: render(now, (place) =>
        before !== undefined && isChanged(place) ? MASKED_CHANGED : MASKED,
      ),
    }),
  };
}

/** Deeper than that nobody packs a text into a text. */
const DEEPEST_ENCODING = 3;

/** As in `pw=a`. */
const SHORTEST_SECRET = 4;

/** How secrets are found that nothing marks. */
const FINDERS = [findKeyValueSecrets, findShapedSecrets, findCommandLineSecrets];

function piecesOf(text: string, findKnown?: FindKnown, depth = 0): readonly TextPiece[] {
  if (text.length < SHORTEST_SECRET) return [{ kind: 'open', text }];
  const secrets = [
    ...(findKnown?.(text) ?? []),
    ...readings(text).flatMap((each) => FINDERS.flatMap((find) => find(each))),
  ].map((span) => ({ ...span, piece: secretPiece(text, span) }));
  const encoded = depth < DEEPEST_ENCODING ? findEncodedTexts(text) : [];
  const parts = encoded.flatMap(({ start, end, decoded }) => {
    const pieces = piecesOf(decoded, findKnown, depth + 1);
    const holdsSecret = pieces.some(({ kind }) => kind !== 'open');
    return holdsSecret ? [{ start, end, piece: { kind: 'base64' as const, pieces } }] : [];
  });
  return join(text, merge([...secrets, ...parts]));
}

/**
 * A text as it stands and, where a text of several lines is spelled in one, as in JSON, with breaks
 * instead of their escapes: of the same length, so that places are the same.
 */
function readings(text: string): readonly string[] {
  if (!text.includes('\\')) return [text];
  const broken = text.replace(/\\{1,16}[nrt]/g, (escape) => {
    const blank = escape.endsWith('t') ? '\t' : '\n';
    return ' '.repeat(escape.length - 1) + blank;
  });
  return broken === text ? [text] : [text, broken];
}

interface Placed extends SecretSpan {
  readonly piece: TextPiece;
}

function secretPiece(text: string, { start, end }: SecretSpan): TextPiece {
  return { kind: 'secret', secret: text.slice(start, end) };
}

/** In order; of what overlaps one secret is made that covers it all. */
function merge(placed: readonly Placed[]): readonly Placed[] {
  const merged: Placed[] = [];
  for (const each of [...placed].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (!last || each.start >= last.end) merged.push(each);
    else merged[merged.length - 1] = cover(last, each);
  }
  return merged;
}

function cover(first: Placed, second: Placed): Placed {
  if (second.end <= first.end && first.piece.kind === 'secret') return first;
  const secret = [first, second].flatMap(({ piece }) => secretsOf(piece)).join('\n');
  const end = Math.max(first.end, second.end);
  return { start: first.start, end, piece: { kind: 'secret', secret } };
}

function join(text: string, placed: readonly Placed[]): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { start, end, piece } of placed) {
    if (start > at) pieces.push({ kind: 'open', text: text.slice(at, start) });
    pieces.push(piece);
    at = end;
  }
  if (at < text.length) pieces.push({ kind: 'open', text: text.slice(at) });
  return pieces;
}

function secretsOf(piece: TextPiece): readonly string[] {
  if (piece.kind === 'open') return [];
  return piece.kind === 'secret' ? [piece.secret] : piece.pieces.flatMap(secretsOf);
}

/**
 * Which of the secrets afterwards, by their places, are others than before: those that were not there
 * at all, and where there is none of these, those that changed places.
 */
function changedSecrets(
  before: readonly string[],
  after: readonly string[],
): (place: number) => boolean {
  const known = new Set(before);
  const isNew = (place: number) => !known.has(after[place] ?? '');
  if (before.length !== after.length || after.some((_, place) => isNew(place))) return isNew;
  return (place) => after[place] !== before[place];
}

/** @param placeholderAt what to show for the secret of this place, counted through the whole text */
function render(pieces: readonly TextPiece[], placeholderAt: (place: number) => string): string {
  let place = 0;
  const show = (piece: TextPiece): string => {
    if (piece.kind === 'open') return piece.text;
    if (piece.kind === 'secret') return placeholderAt(place++);
    return Buffer.from(piece.pieces.map(show).join(''), 'utf8').toString('base64');
  };
  return pieces.map(show).join('');
}
