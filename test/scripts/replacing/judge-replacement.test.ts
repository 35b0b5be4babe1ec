import { parsePlan } from '../../../scripts/terraform-plan/parse-plan';
import { changeOfInstance, judgeReplacement } from '../../../scripts/replacing/judge-replacement';
import { planText, type PlannedResource } from '../../support/plan-builder';

const INSTANCE = 'aws_instance.Kafka_Broker1_Machine';
const planOf = (...resources: readonly PlannedResource[]) =>
  parsePlan(planText(resources), { source: 'plan.json' });
const judge = (...resources: readonly PlannedResource[]) =>
  judgeReplacement(planOf(...resources), INSTANCE).map(({ path, value }) => [path, value]);

const anew = (address: string): PlannedResource => ({
  ...{ address, actions: ['delete', 'create'], before: { id: 'i-1' }, after: {} },
});
const changed = (address: string): PlannedResource => ({
  ...{ address, before: { size: 1 }, after: { size: 2 } },
});
const leftBehind: PlannedResource = {
  ...{ address: INSTANCE, deposed: '0a1b2c3d', before: { id: 'i-0' }, after: null },
};

it('lets one instance be made anew, with what goes with it', () => {
  const attachment = anew('aws_volume_attachment.Kafka_Broker1');
  const step = anew('terraform_data.Kafka_Deploy_Verify');
  const rest = { address: 'aws_instance.Kafka_Broker2_Machine', before: {}, after: {} };
  expect(judge(anew(INSTANCE), attachment, step, rest)).toEqual([]);
});

it('lets an instance be made that is gone already', () => {
  expect(judge({ address: INSTANCE, after: {} })).toEqual([]);
});

it('lets go what an earlier replacement has left behind', () => {
  expect(judge(leftBehind, anew(INSTANCE))).toEqual([]);
  expect(changeOfInstance(planOf(leftBehind, anew(INSTANCE)), INSTANCE)).toMatchObject({
    ...{ change: 'replace', before: { id: 'i-1' } },
  });
});

it.each(['aws_instance.Kafka_Broker2', 'aws_ebs_volume.Disk', 'aws_network_interface.Interface'])(
  'refuses a plan that changes %s as well',
  (address) => {
    expect(judge(anew(INSTANCE), changed(address))).toEqual([[address, 'update']]);
  },
);

it('refuses a plan that does to another host what nobody knows here', () => {
  const address = 'aws_instance.Kafka_Broker2';
  const melted = { address, actions: ['melt'], before: {}, after: {} };
  expect(judge(anew(INSTANCE), melted)).toEqual([[address, 'melt']]);
});

it('refuses a plan that leaves the instance as it is: it is of another stack', () => {
  expect(judge()).toEqual([[INSTANCE, 'no change']]);
  expect(judge({ address: INSTANCE, before: {}, after: {} })).toEqual([[INSTANCE, 'no change']]);
  expect(judge(changed(INSTANCE))).toEqual([[INSTANCE, 'update']]);
});
