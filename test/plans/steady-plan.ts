/** What a fixture keeps of a plan: all that a reader of plans may look at. */
const KEPT = [
  ...['format_version', 'terraform_version', 'timestamp', 'applyable', 'complete', 'errored'],
  ...['variables', 'resource_changes', 'output_changes', 'prior_state', 'configuration'],
];

const TIME = '2026-01-01T00:00:00Z';

/**
 * A plan as a fixture: without what repeats (`planned_values`, `resource_drift`,
 * `relevant_attributes`, `checks` that pass), and with the ids, times and addresses that the double makes up
 * replaced by such as stay the same when the plans are made again.
 *
 * @param text of `terraform show -json`
 */
export function steadyPlan(text: string): string {
  const plan = JSON.parse(steadyText(text)) as Readonly<Record<string, unknown>>;
  const kept = Object.entries(plan).filter(
    ([key, value]) => KEPT.includes(key) || (key === 'checks' && hasFailed(value)),
  );
  return `${JSON.stringify(Object.fromEntries(kept))}\n`;
}

function hasFailed(checks: unknown): boolean {
  return (checks as readonly { readonly status: string }[]).some(({ status }) => status === 'fail');
}

function steadyText(text: string): string {
  const known = new Map<string, string>();
  const numbered = (id: string, make: (number: string) => string): string => {
    const steady = known.get(id) ?? make((known.size + 1).toString(16));
    known.set(id, steady);
    return steady;
  };
  return text
    .replace(/\b(?!ami-|snap-)[a-z]{1,10}-[0-9a-f]{17}\b/g, (id) =>
      numbered(id, (number) => `${id.slice(0, id.lastIndexOf('-'))}-${number.padStart(17, '0')}`),
    )
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, (id) =>
      numbered(id, (number) => `00000000-0000-4000-8000-${number.padStart(12, '0')}`),
    )
    .replace(/\bA[RI][A-Z]A[A-Z0-9]{17}\b/g, (id) =>
      numbered(id, (number) => `${id.slice(0, 4)}${number.toUpperCase().padStart(17, '0')}`),
    )
    .replace(/(?<=")Z[A-Z0-9]{12,20}(?=[_"])/g, (id) =>
      numbered(id, (number) => `Z${number.toUpperCase().padStart(13, '0')}`),
    )
    .replace(/(?<="(?:public_ip|carrier_ip)":")[\d.]+/g, '203.0.113.10')
    .replace(/(?<="mac_address":")[^"]+/g, '02:00:00:00:00:01')
    .replace(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, TIME);
}
