import { describe, expect, test } from 'vitest';
import { coreOf, isFurniture } from '../../../src/tags/furniture.ts';

describe('tags that only name the medium, the moment or the site are furniture', () => {
  test.each([
    'hindi news',
    'Latest News',
    'BREAKING NEWS',
    'News',
    'News in Hindi',
    "Today's News",
    'breakingnews',
    'news18',
    '24x7 news',
    'Live Updates',
    'Photo Gallery',
    'Web Stories',
    'Must Read',
    "Don't Miss",
    "Editor's Pick",
    'India News',
    'Sports news in Hindi',
    'Delhi NCR News',
    'aaj ki taza khabar',
    'hindi samachar',
    'हिंदी समाचार',
    'हिन्दी न्यूज़',
    'ताज़ा खबरें',
    'आज की बड़ी खबर',
    'देश दुनिया की खबरें',
    'दिल्ली समाचार',
    'वायरल वीडियो',
    'ब्रेकिंग न्यूज',
    'यह भी पढ़ें',
    'Uncategorized',
  ])('%s', name => expect(isFurniture(name)).toBe(true));
});

describe('subjects stay, also where they have a word of furniture', () => {
  test.each([
    'Fake news',
    'BBC News',
    'Press freedom',
    'Article 370',
    'Live music',
    'Video games',
    'Photography',
    'Short stories',
    'Breaking Bad',
    'Russia Today',
    'World Bank',
    'New Delhi',
    'Digital payments',
    'Hindi',
    'Hindi cinema',
    'Online education',
    'All India Radio',
    'देश',
    'दुनिया',
    'खेल',
    'शेयर बाजार',
    'फेक न्यूज',
    'नई दिल्ली',
    'India',
    'Weather',
  ])('%s', name => expect(isFurniture(name)).toBe(false));
});

test('what a name is about is what is left without furniture at its ends', () => {
  expect(coreOf('Prince Harry news')).toBe('prince harry');
  expect(coreOf('Latest Bihar election updates')).toBe('bihar election');
  expect(coreOf('Prince Harry')).toBeNull();
  expect(coreOf('Latest news')).toBeNull();
});

test('a name of any length and script is answered at once', () => {
  expect(isFurniture('')).toBe(false);
  expect(isFurniture('newsnewsnewsnewsnewsnewsnewsnewsnewsnews'.repeat(50))).toBe(false);
  expect(isFurniture('ニュース')).toBe(false);
});
