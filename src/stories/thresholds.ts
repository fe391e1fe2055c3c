/** From this similarity on, corrected for the length of the texts, two articles tell of one event. */
export const joinThreshold = 0.4;
