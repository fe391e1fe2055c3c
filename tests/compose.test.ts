import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { configOptions } from '../src/config.ts';

const root = join(import.meta.dirname, '..');
const read = (name: string): Promise<string> => readFile(join(root, name), 'utf8');

/** The part of the Compose file format that is used here (compose-spec.io); an unknown key is an error. */
const condition = z.enum(['service_started', 'service_healthy', 'service_completed_successfully']);
const duration = z.string().regex(/^\d+(ms|s|m|h)$/);
const healthcheck = z.union([
  z.strictObject({ disable: z.literal(true) }),
  z.strictObject({
    test: z.tuple([z.literal('CMD')], z.string()),
    interval: duration,
    timeout: duration,
    retries: z.number().int().positive(),
    start_period: duration,
  }),
]);
const service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string() }).optional(),
  command: z.array(z.string()).min(1),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z0-9-]+:\/[a-z/]+$/)).optional(),
  ports: z.array(z.string()).optional(),
  networks: z.array(z.string()).min(1),
  restart: z.string().regex(/^(unless-stopped|on-failure:\d+)$/),
  depends_on: z.record(z.string(), z.strictObject({ condition })).optional(),
  deploy: z.strictObject({ replicas: z.number().int().positive() }).optional(),
  healthcheck: healthcheck.optional(),
  logging: z.strictObject({ driver: z.literal('json-file'), options: z.record(z.string(), z.string()) }),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  stop_grace_period: duration.optional(),
});
const composeFile = z.object({
  name: z.string(),
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean() }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

const compose = composeFile.parse(parse(await read('docker-compose.yml'), { merge: true }));
const services = Object.entries(compose.services);
const mongoNames = ['mongo1', 'mongo2', 'mongo3'];
const khabarNames = ['gateway', 'worker'];
const named = (names: readonly string[]) => services.filter(([name]) => names.includes(name));

describe('docker-compose.yml', () => {
  test('has a gateway, workers, three database nodes and the step that joins them', () => {
    expect(services.map(([name]) => name).sort()).toEqual(
      [...khabarNames, ...mongoNames, 'mongo-init'].sort(),
    );
  });

  test('names only networks, volumes and services that it defines', () => {
    for (const [, { networks, volumes = [], depends_on: dependsOn = {} }] of services) {
      for (const network of networks) expect(compose.networks).toHaveProperty(network);
      for (const volume of volumes) expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
      for (const other of Object.keys(dependsOn)) expect(compose.services).toHaveProperty(other);
    }
    const used = services.flatMap(([, { volumes = [] }]) => volumes.map(volume => volume.split(':')[0]));
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  test('runs gateway and worker from one image by their commands, after the replica set is there', () => {
    for (const [name, khabar] of named(khabarNames)) {
      expect(khabar.command).toEqual(['node', 'dist/cli/main.js', name]);
      expect(khabar.image).toBe(compose.services['gateway']?.image);
      expect(khabar.depends_on).toEqual({ 'mongo-init': { condition: 'service_completed_successfully' } });
    }
  });

  test('sets only settings that exist, and asks for the admin key instead of having one', () => {
    const known = Object.values(configOptions).map(option => option.env);
    for (const [, { environment = {} }] of named(khabarNames)) {
      for (const key of Object.keys(environment)) expect(known).toContain(key);
      expect(environment['KHABAR_ADMIN_KEY']).toMatch(/^\$\{KHABAR_ADMIN_KEY:\?.+\}$/);
    }
  });

  test('publishes the gateway alone, and the database sits on a network without a way out', () => {
    expect(services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual([
      'gateway',
    ]);
    expect(compose.networks['database']).toEqual({ internal: true });
    for (const [, mongo] of named([...mongoNames, 'mongo-init']))
      expect(mongo.networks).toEqual(['database']);
  });

  test('checks the health of gateway and database nodes, and restarts what ends', () => {
    for (const [, checked] of named(['gateway', ...mongoNames]))
      expect(checked.healthcheck).toHaveProperty('test');
    for (const [, longRunning] of named([...khabarNames, ...mongoNames])) {
      expect(longRunning.restart).toBe('unless-stopped');
    }
  });

  test('names one replica set everywhere: nodes, initiation and connection string', () => {
    const uri = compose.services['gateway']?.environment?.['MONGODB_URI'] ?? '';
    expect(uri).toContain(mongoNames.map(name => `${name}:27017`).join(','));
    const set = /replicaSet=(\w+)/.exec(uri)?.[1] ?? '';
    for (const [, mongo] of named(mongoNames)) expect(mongo.command.join(' ')).toContain(`--replSet ${set} `);
    const script = compose.services['mongo-init']?.command.at(-1) ?? '';
    expect(script).toContain(`_id: '${set}'`);
    for (const name of mongoNames) expect(script).toContain(`'${name}'`);
  });
});

describe('Dockerfile', () => {
  test('builds in one stage, runs in another, as an ordinary user, with a health check', async () => {
    const lines = (await read('Dockerfile')).split('\n');
    const starting = (word: string): string[] => lines.filter(line => line.startsWith(`${word} `));
    expect(starting('FROM')).toEqual(['FROM node:24-slim AS build', 'FROM node:24-slim']);
    expect(starting('USER')).toEqual(['USER node']);
    expect(starting('CMD')).toEqual(['CMD ["node", "dist/cli/main.js", "start"]']);
    expect(starting('HEALTHCHECK')).toHaveLength(1);
    expect(lines.join('\n')).toContain('/health/live');
  });

  test('copies only what .dockerignore lets through', async () => {
    const allowed = (await read('.dockerignore')).split('\n').filter(line => line.startsWith('!'));
    const copies = (await read('Dockerfile')).split('\n').filter(line => /^COPY (?!--from)/.test(line));
    const copied = copies.flatMap(line => line.split(/\s+/).slice(1, -1)).map(path => `!${path}`);
    expect(copied.sort()).toEqual([...allowed].sort());
  });
});
