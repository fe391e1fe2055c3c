import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { inject } from 'vitest';

/** Without authSource a user is looked up in the database that the URI names, so that one is written down first. */
const withDatabase = (uri: string, database: string): string => {
  const [base = '', query = ''] = uri.split('?', 2);
  const [scheme = '', rest = ''] = base.split('//', 2);
  const [hosts = '', before = ''] = rest.split('/', 2);
  const options = new URLSearchParams(query);
  if (hosts.includes('@') && !options.has('authSource'))
    options.set('authSource', before === '' ? 'admin' : before);
  return `${scheme}//${hosts}/${database}${options.size === 0 ? '' : `?${options.toString()}`}`;
};

/** The URI of a database that nobody else uses; `name` shows in its name. */
export const testDatabaseUri = (name: string): string => {
  const readable = name.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 24);
  return withDatabase(inject('mongoUri'), `t-${readable}-${randomUUID().slice(0, 8)}`);
};

/** Drops the database that the URI names. */
export const dropDatabase = async (uri: string): Promise<void> => {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
};
