/** Where the time comes from, so that tests and the sample newsroom can hold it still. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands at `start` until it is told to move. */
export const fixedClock = (start: Date): Clock & { advance(ms: number): void } => {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance: ms => {
      time += ms;
    },
  };
};
