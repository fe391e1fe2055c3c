/** Where a reader can share an article, as data: the address of each service with its slots filled and encoded. */
export const shareServices = ['X', 'WHATSAPP', 'FACEBOOK', 'TELEGRAM', 'EMAIL', 'COPY'] as const;
export type ShareService = (typeof shareServices)[number];

export interface ShareLink {
  service: ShareService;
  url: string;
}

const templates: Record<ShareService, (url: string, title: string) => string> = {
  X: (url, title) => `https://x.com/intent/post?url=${url}&text=${title}`,
  WHATSAPP: (url, title) => `https://wa.me/?text=${title}%20${url}`,
  FACEBOOK: url => `https://www.facebook.com/sharer/sharer.php?u=${url}`,
  TELEGRAM: (url, title) => `https://t.me/share/url?url=${url}&text=${title}`,
  EMAIL: (url, title) => `mailto:?subject=${title}&body=${url}`,
  COPY: url => decodeURIComponent(url),
};

export const shareLinks = (url: string, headline: string): ShareLink[] =>
  shareServices.map(service => ({
    service,
    url: templates[service](encodeURIComponent(url), encodeURIComponent(headline)),
  }));
