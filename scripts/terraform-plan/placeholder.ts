/** Longer texts are no placeholders. */
const LONGEST = 60;
const MOST_WORDS = 5;

/** Words that stand for a value that somebody has taken out, whatever is around them. */
const SURE = /^(?:redacted|redaction|censored|scrubbed|obfuscated)$/;

/** Words that do so in brackets, or between marks: `<hidden>`, `__MASKED__`, `(sensitive value)`. */
const IN_BRACKETS =
  /^(?:sensitive|masked|hidden|removed|filtered|sanitized|sanitised|withheld|stripped|omitted|concealed|protected|confidential|secret|anonymized|computed|known|unknown)$/;

/** What may stand beside them. */
const BESIDE =
  /^(?:values?|data|content|field|attribute|string|by|the|is|was|after|before|apply|and|for|due|to|policy|terraform|atlantis|spacelift|gitlab|github|aws|key|token|password|secret|sensitive|hidden|\d+)$/;

/** Marks alone: `***`, `████`, `XXXXXXXX`. */
const MARKS = /^(?:[*•●█▇■∗]{3,}|[xX]{6,})$/u;

/** Whether a text stands for a value that somebody has taken out of a plan. */
export function isPlaceholder(text: string): boolean {
  if (text.length > LONGEST) return false;
  const told = text.trim();
  if (MARKS.test(told)) return true;
  const [, open = '', core = '', close = ''] = FRAMED.exec(told) ?? [];
  const words = core.toLowerCase().split(/[\s_:./-]+/);
  if (words.length > MOST_WORDS) return false;
  const isFramed = open !== '' && close !== '' && !VARIABLE.test(open);
  const isOne = (word: string) => SURE.test(word) || (isFramed && IN_BRACKETS.test(word));
  if (told.toLowerCase() === 'sensitive value') return true;
  return words.some(isOne) && words.every((word) => isOne(word) || BESIDE.test(word));
}

const FRAMED = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;

/** What stands around the names of variables in templates: `${secret}`, `{{secret}}`, `%secret%`. */
const VARIABLE = /[${%:]/;
