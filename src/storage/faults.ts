import { mongo } from 'mongoose';

/** MaxTimeMSExpired: the database gave up on a read at our deadline. */
const maxTimeExpired = 50;

export const isDatabaseTooSlow = (thrown: unknown): boolean =>
  thrown instanceof mongo.MongoServerError && thrown.code === maxTimeExpired;

/** The database cannot be reached, or lost the connection in the middle. */
export const isDatabaseAway = (thrown: unknown): boolean =>
  thrown instanceof mongo.MongoServerSelectionError ||
  thrown instanceof mongo.MongoNetworkError ||
  thrown instanceof mongo.MongoNotConnectedError ||
  thrown instanceof mongo.MongoTopologyClosedError;

/** DuplicateKey. */
export const duplicateKey = 11_000;

/** Another document has the same value where only one may have it. */
export const isDuplicate = (thrown: unknown): boolean =>
  thrown instanceof mongo.MongoServerError && thrown.code === duplicateKey;
