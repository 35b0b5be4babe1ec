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

it('brings together what a later one shows to be one event', () => {
  const merged = mergeFindings([
    finding('inner-disk-lost', ['b-1']),
    finding('other'),
    finding('inner-disk-lost', ['b-2'], { what: 'What of the second.' }),
    finding('hosts-down-together', ['b-1', 'b-2']),
  ]);
  expect(merged.map(({ what }) => what)).toEqual([
    'What of inner-disk-lost. What of the second. What of hosts-down-together.',
    'What of other.',
  ]);
});

it('leaves alone what is of other hosts, or of none', () => {
  const findings = [finding('a', ['b-1']), finding('b', ['b-2']), finding('c'), finding('d')];
  expect(mergeFindings(findings)).toEqual(findings);
});
