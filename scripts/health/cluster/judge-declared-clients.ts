import { judgeClients } from '../clients/judge-clients';
import { planClients } from '../clients/plan-clients';
import type { Finding, JudgedCluster } from './judged-cluster';

/** Who can log in, and what each may do, is as the spec says. While nobody tells, that is another judgement's matter. */
export function judgeDeclaredClients({
  topology,
  state: { clients },
}: JudgedCluster<'clients'>): readonly Finding[] {
  return clients ? judgeClients(planClients(topology.spec, clients), topology) : [];
}
