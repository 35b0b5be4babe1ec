import { renderCallers } from '../../../scripts/securing/callers';

it('tells of each address once, with all places where it is connected', () => {
  expect(
    renderCallers([
      { from: '10.0.0.9', at: 'CLIENT of broker-2' },
      { from: '10.0.0.7', at: 'ZooKeeper of broker-1' },
      { from: '10.0.0.9', at: 'CLIENT of broker-1' },
    ]),
  ).toEqual([
    '10.0.0.7: ZooKeeper of broker-1',
    '10.0.0.9: CLIENT of broker-1, CLIENT of broker-2',
  ]);
});
