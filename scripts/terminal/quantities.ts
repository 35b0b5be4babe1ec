const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'];

/** Bytes with three digits and a decimal prefix: `2.68 TB`. */
export function formatBytes(bytes: number): string {
  // From 999.5 on three digits would round to a fourth.
  const power = Math.floor(Math.log10(Math.max(1, bytes / 0.9995)) / 3);
  const prefix = Math.min(power, PREFIXES.length - 1);
  return `${threeDigits(bytes / 1000 ** prefix)} ${PREFIXES[prefix]}B`;
}

/** A span of time with its largest unit, two digits where it is short: `45 s`, `8.5 h`, `12 days`. */
export function formatDuration(seconds: number): string {
  if (seconds < 100) return `${twoDigits(seconds)} s`;
  if (seconds < 100 * 60) return `${twoDigits(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${twoDigits(seconds / 3600)} h`;
  return `${twoDigits(seconds / 86_400)} days`;
}

/** A share as a percentage, rounded up so that what is over a limit never looks like it. */
export function formatPercent(share: number): string {
  const percent = Math.ceil(share * 100 - 1e-9);
  return percent > 999 ? '>999%' : `${percent}%`;
}

/** `1 topic`, `2 topics`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function threeDigits(value: number): string {
  return value < 100 ? value.toPrecision(3) : Math.round(value).toLocaleString('en');
}

function twoDigits(value: number): string {
  return value < 9.95 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}
