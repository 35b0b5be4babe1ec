import { mergeFindings } from '../../../../scripts/plan-review/output/merge-findings';
import type { Finding } from '../../../../scripts/plan-review/rule';

const finding = (
  rule: string,
  hosts?: readonly string[],
  rest: Partial<Finding> = {},
): Finding => ({
  ...{ rule, severity: 'danger', what: `What of ${rule}.`, why: `Why of ${rule}.` },
  ...{ remedy: 'One remedy.', addresses: [`about.${rule}`] },
  ...(hosts && { hosts }),
  ...rest,
});

it('makes one of what happens to the same hosts, named by what happens to them', () => {
  const merged = mergeFindings([
    finding('volume-lost', ['b-4']),
    finding('hosts-down-together', ['b-4', 'b-5']),
    finding('host-removed', ['b-4', 'b-5']),
    finding('image-moved', ['b-1'], { severity: 'care' }),
  ]);
  expect(merged).toEqual([
    {
      rule: 'host-removed, volume-lost, hosts-down-together',
      severity: 'danger',
      what: 'What of host-removed. What of volume-lost. What of hosts-down-together.',
      why: 'Why of host-removed. Why of volume-lost. Why of hosts-down-together.',
      remedy: 'One remedy.',
      addresses: ['about.host-removed', 'about.volume-lost', 'about.hosts-down-together'],
      hosts: ['b-4'],
    },
    expect.objectContaining({ rule: 'image-moved' }),
  ]);
});

it('leaves alone what is of other hosts, or of none', () => {
  const findings = [finding('a', ['b-1']), finding('b', ['b-2']), finding('c'), finding('d')];
  expect(mergeFindings(findings)).toEqual(findings);
});
