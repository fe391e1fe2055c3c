/** How long the database may work on one read (maxTimeMS), so that no question outlives its asker. */
export const readDeadlineMs = 5_000;

/** How many documents one write carries at most. */
export const writeBatchSize = 500;
