import mongoose from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../core/errors.ts';
import { fail, ok } from '../core/result.ts';
import type { Result } from '../core/result.ts';

/** The only commands that this folder sends to a server: who are you, and be a replica set of one. */

export const replicaSetName = 'khabar';

export interface ServerInfo {
  readonly version: string;
  /** Name of the replica set, `sharded` behind a mongos, null for a server on its own. */
  readonly replicaSet: string | null;
}

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
type Document = Record<string, unknown>;

const notYetInitialized = 94;
const pollEveryMs = 50;
const commandTimeoutMs = 20_000;

const command = (client: Client, document: Document): Promise<Document> =>
  client.db('admin').command(document);

const withClient = async <T>(
  uri: string,
  timeoutMs: number,
  use: (client: Client) => Promise<T>,
): Promise<T> => {
  const client = new mongoose.mongo.MongoClient(uri, {
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    socketTimeoutMS: timeoutMs,
    appName: 'khabar-database',
  });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
};

/** Version and kind of the server at `uri`, or why it does not answer within the time limit. */
export const describeServer = async (uri: string, timeoutMs: number): Promise<Result<ServerInfo, string>> => {
  try {
    return await withClient(uri, timeoutMs, async client => {
      const hello = await command(client, { hello: 1 });
      const build = await command(client, { buildInfo: 1 });
      const version = typeof build.version === 'string' ? build.version : 'unknown';
      const sharded = hello.msg === 'isdbgrid' ? 'sharded' : null;
      return ok({ version, replicaSet: typeof hello.setName === 'string' ? hello.setName : sharded });
    });
  } catch (error) {
    return fail(messageOf(error));
  }
};

interface SetConfig extends Document {
  readonly version: number;
  readonly members: readonly (Document & { host: string })[];
}

const isSetConfig = (value: unknown): value is SetConfig =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  typeof value.version === 'number' &&
  'members' in value &&
  Array.isArray(value.members);

const findConfig = async (client: Client): Promise<SetConfig | null> => {
  try {
    const { config } = await command(client, { replSetGetConfig: 1 });
    return isSetConfig(config) ? config : null;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === notYetInitialized) return null;
    throw error;
  }
};

const configure = async (client: Client, host: string): Promise<void> => {
  const config = await findConfig(client);
  if (config === null) {
    await command(client, { replSetInitiate: { _id: replicaSetName, members: [{ _id: 0, host }] } });
    return;
  }
  const [member] = config.members;
  if (config.members.length === 1 && member?.host === host) return;
  // The port is another one than last time, so the stored member is not this server and there is no majority to ask:
  // only a forced reconfiguration is possible.
  const members = [{ ...member, _id: 0, host }];
  await command(client, {
    replSetReconfig: { ...config, version: config.version + 1, members },
    force: true,
  });
};

const tryToBePrimary = async (uri: string, host: string, deadline: number): Promise<boolean> =>
  withClient(uri, commandTimeoutMs, async client => {
    await configure(client, host);
    while (Date.now() < deadline) {
      const hello = await command(client, { hello: 1 });
      if (hello.isWritablePrimary === true) return true;
      await sleep(pollEveryMs);
    }
    return false;
  });

/**
 * Makes the server on the port the primary of a set of one, whatever port it had before. It is tried until the time is
 * up: a mongod that moved first asks the port that it had, for up to 30 s where a mute program sits there now, and
 * then drops its connections.
 */
export const ensurePrimary = async (port: number, timeoutMs: number): Promise<Result<ServerInfo, string>> => {
  const host = `127.0.0.1:${port}`;
  const uri = `mongodb://${host}/?directConnection=true`;
  const deadline = Date.now() + timeoutMs;
  let reason = `no primary within ${timeoutMs / 1000} s`;
  while (Date.now() < deadline) {
    try {
      if (await tryToBePrimary(uri, host, deadline)) return await describeServer(uri, commandTimeoutMs);
    } catch (error) {
      reason = messageOf(error);
      await sleep(pollEveryMs);
    }
  }
  return fail(reason);
};
