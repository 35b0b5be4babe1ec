import plainLocalSpec from '../support/plain-local.spec';
import { compareLatency } from './latency';
import type { BenchOptions } from './support/bench-options';
import type { ClusterPlan } from './support/bench-cluster';
import { compareThroughput, rowsOf } from './throughput';
import { Security } from '../../cluster/security';

/** Whoever writes and reads: the topics and the groups of the load generators. */
const LOAD = { name: 'load', produce: ['load-*'], consume: ['load-*'], group: 'perf-consumer-*' };

const PLAIN: ClusterPlan = { name: 'plaintext', spec: plainLocalSpec };
const SECURED: ClusterPlan = {
  name: 'secured',
  spec: { ...plainLocalSpec, security: Security.tls(), clients: [LOAD] },
};

/** Throughput and latency of a client that logs in by SCRAM over TLS, beside one without, acks=all. */
export async function securedLoad(options: BenchOptions): Promise<string> {
  const plans = [SECURED, PLAIN] as const;
  const produced = await compareThroughput({ plans, rows: rowsOf([[3, 'all']]) }, options);
  return [produced, await compareLatency(plans, options)].join('\n\nAt a fixed rate:\n\n');
}
