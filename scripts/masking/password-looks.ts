/**
 * Whether a value can be no password: a number, a port, a path, an address, a version, a reference to
 * where one is, a pattern.
 */
export function isPlainValue(value: string): boolean {
  return PLAIN.some((pattern) => pattern.test(value));
}

const PLAIN: readonly RegExp[] = [
  /^[\d.,:/*-]*$/,
  /^[\d-]+:[\d-]+(\/(tcp|udp))?$/,
  /^\d+(\.\d+)*(ms|s|m|h|d|[kKmMgGtT]i?[bB]?)?$/,
  /^\d+\/(tcp|udp)$/,
  /^\.{0,2}\//,
  /^~/,
  /^[a-z][\w+.-]*:\/\//i,
  /^\$/,
  /^%/,
  /^[[{<(]/,
  /^@/,
  /^\(sensitive/,
  /^-/,
  /\.(sh|py|js|ts|tgz|gz|zip|jar|jks|p12|pem|crt|cert|key|ya?ml|json|txt|log|conf|cfg|properties|tf|tfvars|xml|csv|sql|bak|pcap|ini|env|service)$/i,
];

/**
 * Whether a value looks like a password where something beside it says that one may stand here: it has
 * more than the letters of a word.
 */
export function looksLikePassword(value: string): boolean {
  return value.length >= 4 && !isPlainValue(value) && kindsOf(value) >= 2;
}

/** The same where nothing says so: as nobody names a host, a file or a topic. */
export function looksStronglyLikePassword(value: string): boolean {
  if (value.length < 8 || isPlainValue(value) || /[/\\=]/.test(value)) return false;
  const hasLettersAndDigits = /[A-Za-z]/.test(value) && /\d/.test(value);
  const hasCases = /[a-z]/.test(value) && /[A-Z]/.test(value);
  if (hasLettersAndDigits && /[!#^*~+%&?]/.test(value)) return true;
  return (
    hasLettersAndDigits && hasCases && /^\w{10,}$/.test(value) && !/^[A-Z]?[a-z]+\d+$/.test(value)
  );
}

/** Random bytes as tools spell them: in hexadecimal, in base64. */
export function looksEncoded(value: string): boolean {
  if (/^[\da-f]{32,}$/i.test(value)) return true;
  const hasAll =
    /[a-z]/.test(value) && /[A-Z]/.test(value) && (value.match(/\d/g)?.length ?? 0) > 1;
  return hasAll && /^[A-Za-z\d+/_-]{16,}={0,2}$/.test(value) && !/^[/.~]/.test(value);
}

function kindsOf(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s]|_/].filter((kind) => kind.test(value)).length;
}
