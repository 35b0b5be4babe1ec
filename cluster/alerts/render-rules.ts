import { stringify } from 'yaml';
import { RUN_PROGRAM } from '../program';
import type { Topology } from '../topology';
import type { Alert } from './alert';
import { alertFacts, type AlertFacts } from './alert-facts';
import { ALERT_GROUPS } from './alerts';

export interface RenderRulesOptions {
  /** The address of the runbook; each alert links to its section of it. */
  readonly runbookUrl: string;
  /**
   * For how long a condition has to hold, given what its alert says, both in seconds: for trying the rules
   * where nobody can wait so long. Thresholds stay as they are.
   * @default - as long as the alert says
   */
  readonly heldSeconds?: (seconds: number) => number;
}

/** The alerts of a cluster as a rule file of Prometheus. */
export function renderRules(topology: Topology, options: RenderRulesOptions): string {
  const facts = alertFacts(topology);
  const groups = ALERT_GROUPS.map(({ name, alerts }) => ({
    name: `${facts.clusterName}-${name}`,
    rules: alerts.flatMap((alert) => rule(alert, facts, options)),
  }));
  // What the spec has nothing of, such as shippers, has no rules.
  const filled = groups.filter(({ rules }) => rules.length > 0);
  return stringify({ groups: filled }, { lineWidth: 0 });
}

function rule(
  { name, severity, forMinutes, expr, summary, cause, action }: Alert,
  facts: AlertFacts,
  { runbookUrl, heldSeconds = (seconds) => seconds }: RenderRulesOptions,
): readonly object[] {
  const query = expr(facts);
  if (query === undefined) return [];
  return [
    {
      alert: name,
      expr: query,
      for: `${heldSeconds(forMinutes * 60)}s`,
      labels: { severity, kafka_cluster: facts.clusterName },
      annotations: {
        ...{ summary, cause },
        action: `${RUN_PROGRAM} ${action}`,
        runbook_url: `${runbookUrl}#${name.toLowerCase()}`,
      },
    },
  ];
}
