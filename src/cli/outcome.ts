/** 0 all went well, 1 it failed, 2 it was called wrongly. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

/** Ends a command with exit code 1 and its message, without a stack. */
export class CommandFailure extends Error {}

/** Ends a command with exit code 2 and its message. */
export class UsageFailure extends Error {}
