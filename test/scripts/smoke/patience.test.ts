import { Patience } from '../../../scripts/smoke/patience';

describe('how long checks look again', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is over once its time is up', () => {
    const patience = new Patience(120_000);
    jest.advanceTimersByTime(119_999);
    expect(patience.isOver()).toBe(false);
    jest.advanceTimersByTime(1);
    expect(patience.isOver()).toBe(true);
  });

  it('counts anew from when the cluster got better', () => {
    const patience = new Patience(120_000);
    jest.advanceTimersByTime(100_000);
    patience.renew();
    jest.advanceTimersByTime(119_999);
    expect(patience.isOver()).toBe(false);
    jest.advanceTimersByTime(1);
    expect(patience.isOver()).toBe(true);
  });

  it('is over at once where none is asked for', () => {
    expect(new Patience(0).isOver()).toBe(true);
  });
});
