/** The settings that `clients connect` prints for a kind of clients, as its owner copies them into a file. */
export function printedSettings(said: string, kind: 'Java' | 'kcat'): string {
  const [, lines] = new RegExp(`^${kind}\\b.*:\\n((?: {2}\\S.*\\n)+)`, 'm').exec(`${said}\n`) ?? [];
  if (lines === undefined) throw new Error(`no settings for ${kind} in:\n${said}`);
  return lines.replaceAll(/^ {2}/gm, '');
}
