/**
 * Words by which page furniture gives itself away: in class names and ids, and in the labels readers see.
 * These are the field's habits over many content systems, not the names of one site.
 */

export type FurnitureKind =
  | 'hidden'
  | 'navigation'
  | 'aside'
  | 'share'
  | 'related'
  | 'comments'
  | 'advert'
  | 'signup'
  | 'notice'
  | 'byline'
  | 'tags'
  | 'media';

/** Element names whose content is furniture wherever they stand. */
export const furnitureTags: Readonly<Record<string, FurnitureKind>> = {
  nav: 'navigation',
  footer: 'navigation',
  aside: 'aside',
  menu: 'navigation',
  dialog: 'notice',
  button: 'share',
  fieldset: 'signup',
  form: 'signup',
  noscript: 'hidden',
  option: 'navigation',
  video: 'media',
  audio: 'media',
};

/** Values of the `role` attribute. */
export const furnitureRoles: Readonly<Record<string, FurnitureKind>> = {
  navigation: 'navigation',
  banner: 'navigation',
  contentinfo: 'navigation',
  complementary: 'aside',
  search: 'navigation',
  dialog: 'notice',
  alertdialog: 'notice',
  menu: 'navigation',
  menubar: 'navigation',
  toolbar: 'share',
  tablist: 'navigation',
  button: 'share',
};

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

/** Single words of a class or id. */
export const furnitureNames: readonly { kind: FurnitureKind; names: ReadonlySet<string> }[] = [
  {
    kind: 'navigation',
    names:
      words(`nav navbar navi navigation menu menus submenu breadcrumb breadcrumbs breadcrump footer pagination pager
    paging topbar toolbar sitemap masthead skiplink skip ticker tabs pagenav subnav sitenav metanav navlist`),
  },
  { kind: 'aside', names: words(`sidebar sidebars aside rightrail leftrail`) },
  {
    kind: 'share',
    names:
      words(`share sharing shares sharebar sharebuttons shareaholic social socials socialmedia socialbar addthis addtoany
    sharedaddy sharethis sociable facebook twitter whatsapp followus follow bookmark bookmarks print printer`),
  },
  {
    kind: 'related',
    names:
      words(`related relatedposts relatednews relatedarticles recommend recommended recommendation recommendations
    recommends teaser teasers teaserlist trending popular mostread mostpopular readmore alsoread readalso morestories
    outbrain taboola zergnet revcontent nextarticle upnext yarpp latest similar carousel slider recirc recirculation
    crosslink crosslinks furthermore seealso linklist suggestions suggested promobox promo promos promotion`),
  },
  {
    kind: 'comments',
    names: words(
      `comment comments commentlist commentform commentary disqus respond replies kommentare kommentar leserbriefe livefyre`,
    ),
  },
  {
    kind: 'advert',
    names: words(
      `ad ads adv advert adverts advertisement advertising advertorial adsense adslot adbox adcontainer sponsor sponsored sponsors affiliate werbung anzeige anzeigen publicidad dfp gpt`,
    ),
  },
  {
    kind: 'signup',
    names:
      words(`newsletter newsletters subscribe subscription subscriptions signup optin mailchimp login register registration
    donate donation donations regwall`),
  },
  {
    kind: 'notice',
    names:
      words(`cookie cookies consent gdpr modal popup overlay lightbox notification notifications toast disclaimer
    copyright copyrights legal tooltip flyout offcanvas adblock`),
  },
  {
    kind: 'byline',
    names:
      words(`byline bylines author authors authorbox authorbio bio vcard autor autoren dateline timestamp pubdate
    postmeta entrymeta`),
  },
  { kind: 'tags', names: words(`tags taglist tagcloud keywords schlagworte schlagwort`) },
  {
    kind: 'media',
    names: words(
      `gallery galleries slideshow caption captions credit credits imagecredit photocredit player videoplayer playlist`,
    ),
  },
];

/** Hyphenated or joined names whose single words say too little. */
export const furnitureNamePhrases: readonly (readonly [RegExp, FurnitureKind])[] = [
  [
    /(?:read|see|view)[-_ ]?(?:also|more|next)|also[-_ ]?read|more[-_ ]?(?:on|from|stories|news|articles|like|about|in)\b/iu,
    'related',
  ],
  [
    /(?:most|top)[-_ ]?(?:read|popular|viewed|shared|stories)|you[-_ ]?may|might[-_ ]?(?:also)?[-_ ]?like|up[-_ ]?next/iu,
    'related',
  ],
  [
    /(?:related|recommended|recent|latest|other|popular|similar)[-_ ]?(?:posts?|articles?|stor(?:y|ies)|news|links?|content|items?)/iu,
    'related',
  ],
  [
    /(?:post|entry|article|story)[-_]?(?:meta|tags|nav|navigation|footer|share|tools|utility|info)\b/iu,
    'byline',
  ],
  [
    /sign[-_]?up|log[-_]?in\b|opt[-_]?in|news[-_]?letter|pay[-_]?wall[-_](?:promo|message|prompt|offer)/iu,
    'signup',
  ],
  [/author[-_]?(?:box|bio|info|card|details|profile)|about[-_]?(?:the[-_]?)?author/iu, 'byline'],
  [/screen[-_]?reader|sr[-_]?only|visually[-_]?hidden|(?:^|\s)(?:element-)?invisible(?:\s|$)/iu, 'hidden'],
  [
    /(?:image|img|photo|foto|bild|picture|pic|media)[-_ ]?(?:caption|description|desc|annotation|text|credits?|info|legend|copyright|source|subtitle)/iu,
    'media',
  ],
  [/(?:info|fact|fakten|read[-_]?more|key[-_]?points)[-_]?box/iu, 'aside'],
  [/(?:side|right|left)[-_]?(?:bar|rail|column|col)\b/iu, 'aside'],
  [
    /social[-_]?(?:media|share|links|icons|buttons|bar)|share[-_]?(?:bar|buttons|tools|links|icons)/iu,
    'share',
  ],
];
