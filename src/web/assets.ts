import { createHash } from 'node:crypto';
import { styleSheet } from './styles.ts';

/** Files of the reader. Their names carry a hash of the content, so that browsers may keep them for good. */
export interface Asset {
  path: string;
  type: string;
  body: string;
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#9d1535"/><path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" d="M7 9h18M7 16h18M7 23h10"/></svg>`;

const asset = (name: string, extension: string, content: { type: string; body: string }): Asset => {
  const hash = createHash('sha256').update(content.body).digest('base64url').slice(0, 10);
  return { path: `/assets/${name}-${hash}.${extension}`, ...content };
};

const style = asset('reader', 'css', { type: 'text/css; charset=utf-8', body: styleSheet });
const iconAsset = asset('khabar', 'svg', { type: 'image/svg+xml', body: icon });

export const assets: readonly Asset[] = [style, iconAsset];
export const stylePath = style.path;
export const iconPath = iconAsset.path;
