/**
 * Lines that are furniture by their wording, in the languages that the sources write in, as data.
 * `labels` head a block of furniture (lists of other articles, tags, comments); `lines` stand alone.
 */

const anyOf = (...parts: readonly string[]): string => `(?:${parts.join('|')})`;

const end = String.raw`\s*[:：!.…»>›–—-]*\s*$`;

/** The whole line is one of these, whatever mark follows it. */
export const labels: readonly RegExp[] = [
  new RegExp(
    `^${anyOf(
      'tags?', 'topics?(?: in this (?:story|article))?', 'filed under', 'keywords',
      'share(?: (?:this|the))?(?: (?:story|article|post|page|on))?', 'share this', 'follow us(?: on)?',
      '(?:the )?latest(?: (?:news|stories|posts|articles|headlines|videos?))?', 'breaking news', 'top (?:news|stories|headlines)', 'live tv',
      'must[- ]reads?', 'don[’\']?t miss(?: it| out)?', 'in case you missed it', 'trending(?: (?:now|news|stories|topics))?', 'most (?:read|popular|viewed|shared|recent)(?: .{0,30})?',
      'popular(?: (?:news|posts|stories|now))?', 'recent (?:posts|articles|comments|news|stories)', 'editor[’\']?s[’\']? picks?',
      '(?:read )?(?:related|similar|more)(?: (?:news|stories|story|articles?|posts?|topics?|links?|content|reading|coverage|videos?))', 'related(?: to this (?:story|article))?',
      'recommended(?: (?:for you|stories|articles|reading|videos?))?', 'you (?:may|might) (?:also )?(?:like|be interested in|have missed).{0,20}',
      'more (?:from|on|about|in|stories from|news from|by)\\b.{0,50}', 'read (?:more|also|next|this next)', 'also read', 'see also', 'up next', 'what to read next', 'next (?:story|article|post)',
      'previous (?:story|article|post)', '(?:\\d+ )?comments?(?: \\(\\d+\\))?', 'leave a (?:comment|reply)', 'post a comment', 'join the (?:conversation|discussion)',
      'about the authors?', 'about (?:us|author)', 'author', 'newsletters?', 'sign up for .{0,60}', 'subscribe(?: .{0,40})?', 'sponsored(?: content| links)?', 'advertisements?', 'promoted',
    )}${end}`,
    'iu',
  ),
  new RegExp(
    `^${anyOf(
      'टैग्?स?', 'विषय', 'शेयर(?: करें| कीजिए)?', '(?:इस |यह )?(?:खबर|ख़बर|लेख|स्टोरी)(?: को)? (?:शेयर|साझा) करें', 'साझा करें', 'फॉलो करें', 'हमें फॉलो करें',
      '(?:ताज़ा|ताजा|लेटेस्ट|नवीनतम)(?: (?:खबरें?|ख़बरें?|समाचार|न्यूज़?|अपडेट))?', '(?:बड़ी|मुख्य|प्रमुख|टॉप|अन्य|और|ट्रेंडिंग|लोकप्रिय) (?:खबरें?|ख़बरें?|समाचार|न्यूज़?)', 'ट्रेंडिंग(?: .{0,12})?',
      '(?:संबंधित|सम्बंधित|मिलती-जुलती|जुड़ी) (?:खबरें?|ख़बरें?|समाचार|लेख|न्यूज़?|पोस्ट)', '(?:इसे|ये|यह|यहाँ|यहां) भी (?:पढ़ें|पढ़ें|पढ़े|पढ़िए|देखें)', '(?:ज़रूर|जरूर) (?:पढ़ें|पढ़ें|देखें)',
      '(?:मिस न करें|छूट न जाए|आपने देखा क्या)', '(?:सबसे )?(?:ज़्यादा|ज्यादा|अधिक) (?:पढ़ी|पढ़ी|देखी) (?:गई|गईं|जाने वाली)(?: .{0,12})?', 'टिप्पणियां?', 'टिप्पणी करें', 'कमेंट(?:्स)?', 'लेखक(?: के बारे में)?',
      'न्यूज़?लेटर', 'विज्ञापन', 'और (?:पढ़ें|पढ़ें|देखें)', 'वीडियो', 'फोटो गैलरी', 'सुझाव', 'अनुशंसित', 'आपके लिए',
    )}${end}`,
    'iu',
  ),
  new RegExp(
    `^${anyOf(
      'schlagwörter', 'themen', 'mehr (?:zum thema|aus|von|artikel|news|lesen)\\b.{0,40}', 'weitere (?:artikel|themen|nachrichten|meldungen|informationen|beiträge|links|infos?)\\b.{0,30}', 'das könnte (?:sie|dich|euch) (?:auch )?interessieren',
      'auch interessant', 'lesen sie (?:auch|mehr|hier)\\b.{0,20}', 'lest auch', 'meist(?:gelesen|gelesene|diskutierte|geklickt)\\b.{0,20}', 'empfehlungen?\\b.{0,40}', 'die redaktion empfiehlt', 'kommentare?(?: \\(\\d+\\))?', 'über (?:den|die) autor(?:in|en)?',
      'anzeige', 'werbung', 'neueste (?:artikel|beiträge|nachrichten)', 'ähnliche (?:artikel|beiträge)', 'zum weiterlesen', 'artikel teilen', 'teilen', 'externer inhalt', 'newsletter abonnieren',
      '(?:à )?lire (?:aussi|également)', 'sur le même (?:sujet|thème)', 'commentaires?', 'articles? (?:liés?|similaires?|recommandés?)', 'publicité', 'partager', 'voir aussi', 'les plus lus',
      'te (?:puede|podría) interesar', 'lea? (?:también|además)', 'más (?:noticias|leídas?|sobre|en)\\b.{0,30}', 'noticias relacionadas', 'comentarios', 'compartir', 'publicidad', 'etiquetas', 'ver también',
      'leggi anche', 'articoli correlati', 'commenti', 'lees ook', 'meer over\\b.{0,30}', 'læs også', 'les også', 'läs (?:också|mer|även)', 'czytaj (?:także|też|więcej)', 'zobacz (?:także|też|również)', 'więcej informacji', 'polecane', 'čtěte (?:také|více)', 'související', 'читайте также', 'по теме', 'комментарии',
      '関連記事', 'おすすめ記事', 'こちらもおすすめ', '相关阅读', '相关新闻', '추천 기사', '관련 기사',
    )}${end}`,
    'iu',
  ),
];

/** A line that begins so, and is short, is furniture on its own. */
export const lines: readonly RegExp[] = [
  /^\W*(?:also read|read also|read more|read next|must read|see also|see more|more|related|watch|listen|recommended|don[’']?t miss|related (?:story|stories|article|articles|news|video)|up next|trending|editor[’']s pick)\s*[:|–—»>]/iu,
  /^\W*(?:(?:इसे|ये|यह|यहाँ|यहां) भी (?:पढ़ें|पढ़ें|पढ़े|पढ़िए|देखें)|(?:यह|ये) (?:पढ़ें|पढ़ें|पढ़े)|(?:पढ़ें|पढ़ें|पढ़े)\s*[:：|–—-]|और (?:पढ़ें|पढ़ें)|संबंधित (?:खबर|ख़बर)|(?:वीडियो|फोटो|फ़ोटो) देखें)/iu,
  /^\W*(?:lesen sie (?:auch|mehr|hier)|mehr (?:zum thema|dazu)|das könnte (?:sie|dich|euch)|auch interessant|lire aussi|à lire|lea? también|te puede interesar|leggi anche|lees ook|læs også|les også|läs (?:också|mer|även)|czytaj (?:także|też|więcej)|zobacz (?:także|też|również)|čtěte také|читайте также)/iu,
  /^\W*(?:subscribe|sign up|signup|follow (?:us|me|him|her)|join (?:us|our)|download (?:the|our)|click here|get (?:the latest|our)|stay (?:up[- ]to[- ]date|tuned|informed|connected)|like us on|create an account|already a (?:subscriber|member)|log in|register (?:now|to)|support (?:us|our))\b/iu,
  /^\W*(?:हमसे जुड़ें|हमें फॉलो|.{0,40}(?:सब्सक्राइब|फॉलो|लाइक|डाउनलोड|क्लिक) करें[।.!\s]*$|.{0,60}(?:व्हाट्सएप|वॉट्सऐप|टेलीग्राम|whatsapp|telegram) (?:चैनल|ग्रुप|channel))/iu,
  /^\W*(?:photo|image|picture|foto|bild|video|file photo|photograph|graphic|grafik)s?\s*(?:credits?|by|courtesy|source|quelle)?\s*[:©]/iu,
  /^\(?(?:credits?|source|quelle|bildquelle|beitragsbild|crédits?|fuente|फोटो|फ़ोटो|तस्वीर|सौजन्य|साभार)\s*[:：-]/iu,
  /^(?:©|\(c\)|copyright\b)|\ball rights reserved\b|\balle rechte vorbehalten\b|सर्वाधिकार सुरक्षित/iu,
  /^\W*(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|विज्ञापन|reklame|annonse|reklama)\b.{0,60}$/iu,
  /^\W*(?:(?:story|article) continues|continue reading|scroll (?:down )?to continue|loading|placeholder image|this (?:video|content) (?:is|has|cannot)|we apologi[sz]e, but)/iu,
  /^\W*(?:this (?:content|article|story) is (?:reserved|only|exclusively|for)|you have reached|to (?:continue|keep) reading|please (?:enable|use|sign|log)|il vous reste|article réservé|pour lire la suite|lesen sie weiter|jetzt weiterlesen|この記事は会員|会員限定|有料会員)/iu,
  /^\W*(?:stand|stand:|published|updated|last (?:updated|modified)|posted|veröffentlicht|aktualisiert|publié|mis à jour|actualizado|प्रकाशित|अपडेटेड|अपडेट|पब्लिश)\b.{0,12}[:：]?\s.{0,60}\d{4}/iu,
  /^\W*(?:share (?:this|on|via)|tweet this|print this|email this|comments?\s*\(|\d+ comments?$|tags?\s*[:：]|filed under|posted (?:in|under|by)|categor(?:y|ies)\s*[:：]|schlagwörter\s*:|टैग्?स?\s*[:：])/iu,
  /^\W*(?:dieser (?:artikel|beitrag|text) (?:erschien|stammt|wurde|ist (?:zuerst|erstmals))|this (?:article|story|post) (?:was )?(?:originally|first) (?:appeared|published)|sofern nicht anders|lest den original)/iu,
];

export const maxLabelChars = 90;
export const maxLineChars = 220;
