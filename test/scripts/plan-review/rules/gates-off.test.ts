import { gatesOff } from '../../../../scripts/plan-review/rules/gates-off';
import { judge, severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it('is silent where gates run, stand still, or were never there', () => {
  for (const gates of ['run', 'idle', 'none'] as const) {
    expect(judge(gatesOff, plannedCluster({ gates }))).toEqual([]);
  }
});

it('warns where gates of a standing cluster go', () => {
  expect(judge(gatesOff, plannedCluster({ gates: 'removed' }))).toMatchObject([
    { severity: 'care', what: 'Turns off gates of the deploy.' },
  ]);
});

it('warns where the mark goes that makes gates wait', () => {
  const cluster = plannedCluster().map((resource) =>
    resource.address.includes('Verified') ? { ...resource, after: null } : resource,
  );
  expect(severityOf(gatesOff, cluster)).toBe('danger');
});

it('is silent over the gate of a host that goes', () => {
  const cluster = plannedCluster({ instance: (id) => (id === 3 ? null : {}) }).map((resource) =>
    resource.address.includes('GateAfter-broker-3')
      ? { ...resource, after: null, actions: ['delete'] }
      : resource,
  );
  expect(judge(gatesOff, cluster)).toEqual([]);
});

it('is silent where all goes', () => {
  expect(judge(gatesOff, plannedCluster({ instance: () => null, gates: 'removed' }))).toEqual([]);
});
