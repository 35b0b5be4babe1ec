import { parseDiskUsage } from '../../../../scripts/health/host/disk-usage';

/** Of GNU df 9.1, with two disks of their own and a folder on the system disk. */
const DF = `Mounted on               Used      1B-blocks
/data/kafka-1    268209176576 1073217536000
/data/kafka 2            4096  536608768000
/                  24492949504  270553174016
`;

describe('the disks of a host', () => {
  it('are read with what they hold and what is used', () => {
    expect(parseDiskUsage(DF, ['/data/kafka-1', '/data/kafka 2'])).toEqual([
      {
        mountPoint: '/data/kafka-1',
        usedBytes: 268_209_176_576,
        sizeBytes: 1_073_217_536_000,
      },
      { mountPoint: '/data/kafka 2', usedBytes: 4_096, sizeBytes: 536_608_768_000 },
    ]);
  });

  it('leave out a folder that nothing is mounted on: df answers for the disk that it is on', () => {
    const mountPoints = ['/data/kafka-1', '/data/kafka-3'];
    expect(parseDiskUsage(DF, mountPoints).map(({ mountPoint }) => mountPoint)).toEqual([
      '/data/kafka-1',
    ]);
  });

  it('are none where df said nothing', () => {
    expect(parseDiskUsage('', ['/data/kafka-1'])).toEqual([]);
  });
});
