import { measureEach } from './measure-each';

describe('measuring one after the other', () => {
  const failAt = (failing: number, abort: () => void) => (item: number) => {
    if (item !== failing) return Promise.resolve(item * 10);
    abort();
    return Promise.reject(new Error('gone'));
  };

  beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => jest.restoreAllMocks());

  it('gives what was measured before an interruption', async () => {
    const controller = new AbortController();
    const measure = failAt(3, () => controller.abort());
    expect(await measureEach([1, 2, 3, 4], controller.signal, measure)).toEqual([10, 20]);
  });

  it('gives nothing where it is interrupted at once', async () => {
    const controller = new AbortController();
    const measure = failAt(1, () => controller.abort());
    await expect(measureEach([1], controller.signal, measure)).rejects.toThrow('gone');
  });

  it('fails where measuring fails', async () => {
    const { signal } = new AbortController();
    await expect(
      measureEach(
        [1, 2],
        signal,
        failAt(2, () => undefined),
      ),
    ).rejects.toThrow('gone');
  });
});
