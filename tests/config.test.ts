import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configOptions, envExample, readConfig, redactConfig } from '../src/config.ts';

test('an empty environment gives the defaults', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    ok: true,
    value: { port: 4000, host: '127.0.0.1', mongodbUri: null, sample: 'auto' },
  });
});

test('all faults are told at once', () => {
  const config = readConfig({ PORT: '70000', LOG_LEVEL: 'loud', KHABAR_ADMIN_KEY: 'short' });
  expect(config.ok ? [] : config.fault.map(fault => fault.env)).toEqual([
    'PORT',
    'KHABAR_ADMIN_KEY',
    'LOG_LEVEL',
  ]);
});

test('an empty value counts as not set', () => {
  expect(readConfig({ PORT: '' })).toMatchObject({ ok: true, value: { port: 4000 } });
});

test('lists are parted at commas', () => {
  const config = readConfig({ KHABAR_CORS_ORIGINS: 'https://a.example, https://b.example' });
  expect(config).toMatchObject({
    ok: true,
    value: { corsOrigins: ['https://a.example', 'https://b.example'] },
  });
});

test('secrets are never printed', () => {
  const config = readConfig({
    MONGODB_URI: 'mongodb://user:password@db.example',
    KHABAR_ADMIN_KEY: 'k'.repeat(24),
  });
  const shown = JSON.stringify(config.ok ? redactConfig(config.value) : null);
  expect(shown).toContain('"mongodbUri":"(set)"');
  expect(shown).not.toContain('password');
  expect(shown).not.toContain('kkkk');
});

test('.env.example is what the table of settings says', () => {
  expect(readFileSync(new URL('../.env.example', import.meta.url), 'utf8')).toBe(envExample());
});

test('every setting is explained', () => {
  for (const { doc } of Object.values(configOptions)) expect(doc.length).toBeGreaterThan(20);
});
