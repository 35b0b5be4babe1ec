import { labObstacle } from './lab-obstacle';
import { labPlace } from './lab-place';

describe('the place of a lab', () => {
  it('is another one for each name, in every kind of thing that it makes', () => {
    const [one, other] = [labPlace('one'), labPlace('other')];
    for (const key of ['namespace', 'controlGroup', 'folder', 'resolverFolder'] as const) {
      expect(one[key]).not.toEqual(other[key]);
    }
  });

  it.each(['', 'Lab', '1lab', 'a-name-too-long', '../lab'])(
    'is refused for the name %p',
    (name) => {
      expect(() => labPlace(name)).toThrow('must be 1-12 lower-case letters');
    },
  );
});

describe('what keeps a machine from booting hosts', () => {
  it.each([
    ['darwin', 0, 'Linux'],
    ['linux', 1000, 'root'],
  ] as const)('on %s as user %i names %s', (platform, user, word) => {
    expect(labObstacle(platform, user)).toContain(word);
  });

  it('is nothing for root on Linux', () => {
    expect(labObstacle('linux', 0)).toBeUndefined();
  });
});
