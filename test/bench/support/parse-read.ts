/** The value of a line of VerifiableConsumer about a record; undefined for its other lines. */
export function parseRead(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  const { name, value } = JSON.parse(line) as Readonly<Record<string, unknown>>;
  return name === 'record_data' ? String(value) : undefined;
}
