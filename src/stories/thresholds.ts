/** From this similarity on, corrected for the length of the texts, two articles or stories tell of one event. */
export const joinThreshold = 0.4;

/** An article that is in a story stays until it falls below this, so that it does not go back and forth. */
export const stayThreshold = 0.32;
