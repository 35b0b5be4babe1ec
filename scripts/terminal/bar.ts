import type { Glyphs } from './glyphs';

/**
 * A bar of `width` characters: full where `share` is 1 or more, with a mark at `limit`, the share
 * up to which it should go.
 */
export function bar(
  { share, limit }: { readonly share: number; readonly limit: number },
  width: number,
  { full, parts, free, limit: mark }: Glyphs,
): string {
  const eighths = Math.round(Math.min(1, share) * width * parts.length);
  const used = full.repeat(eighths / parts.length) + parts[eighths % parts.length];
  const rest = Array.from({ length: width - used.length }, () => free);
  const markAt = Math.min(width - 1, Math.floor(limit * width)) - used.length;
  if (limit < 1 && markAt >= 0) rest[markAt] = mark;
  return used + rest.join('');
}
