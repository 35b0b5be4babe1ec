/** Names up to which each host is named, also where they are numbered. */
const NAMED_ONE_BY_ONE = 6;

/**
 * Hosts as a reader wants them: `broker-1, broker-2, broker-3`, and of many that are numbered on,
 * `broker-1 to broker-40, broker-42`.
 */
export function listHosts(hosts: readonly string[]): string {
  const sorted = [...new Set(hosts)].sort(byNumber);
  if (sorted.length <= NAMED_ONE_BY_ONE) return sorted.join(', ');
  const runs = sorted.reduce<string[][]>((found, host) => {
    const run = found.at(-1);
    if (run && follows(run.at(-1) as string, host)) run.push(host);
    else found.push([host]);
    return found;
  }, []);
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]} to ${run.at(-1)}`] : run)).join(', ');
}

function follows(host: string, next: string): boolean {
  const [one, other] = [numbered(host), numbered(next)];
  return one.stem === other.stem && one.number + 1 === other.number;
}

function byNumber(host: string, other: string): number {
  const [one, two] = [numbered(host), numbered(other)];
  if (one.stem !== two.stem) return one.stem < two.stem ? -1 : 1;
  return one.number - two.number || (host < other ? -1 : 1);
}

/** Of `broker-12`: `broker-` and 12. */
function numbered(host: string): { readonly stem: string; readonly number: number } {
  const [digits = ''] = /(?<!\d)(?:0|[1-9]\d{0,8})$/.exec(host) ?? [];
  return {
    stem: host.slice(0, host.length - digits.length),
    number: digits === '' ? -1 : Number(digits),
  };
}
