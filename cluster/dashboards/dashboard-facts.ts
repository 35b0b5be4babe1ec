import { alertFacts, type AlertFacts } from '../alerts/alert-facts';
import { brokerHosts, type Topology } from '../topology';

/** What dashboards know of a cluster: names and limits, as its alerts do. */
export interface DashboardFacts extends AlertFacts {
  readonly brokers: number;
}

/** The facts of a cluster. Takes a topology whose instance types are known. */
export function dashboardFacts(topology: Topology): DashboardFacts {
  return { ...alertFacts(topology), brokers: brokerHosts(topology).length };
}
