/** Texts for the cases of reprint-cases.ts, written for them: copies as an agency sends them, and reports that only look alike. */

export interface CopyText {
  language: 'en' | 'hi';
  headline: string;
  paragraphs: readonly string[];
}

/** Two reports of one event by different reporters, who had the same statement before them. */
export interface SameEvent {
  name: string;
  first: CopyText;
  second: CopyText;
}

export const sameEvents: readonly SameEvent[] = [
  {
    name: 'a bridge is closed',
    first: {
      language: 'en',
      headline: 'Old rail bridge over the Sarayu closed after inspectors find cracks',
      paragraphs: [
        'The railways closed the 112-year-old bridge over the Sarayu river on Tuesday after inspectors found cracks in two of its eleven piers, and 46 trains a day were sent over the longer route through Gonda.',
        'The cracks were noticed during a routine examination with an underwater camera last week. A second look on Monday night showed that one of them had grown by four millimetres within six days, an official of the division said.',
        '“The safety of passengers comes first and we will not run a single train over this bridge until the designers have signed for it,” divisional manager Anita Sahay told reporters. “We ask travellers to allow three more hours for their journeys until the end of the month.”',
        'Engineers from the research organisation in Lucknow are to reach the site on Wednesday. They will drill cores out of the masonry and measure how the piers move while a lone engine crosses at walking pace.',
        'A new bridge with two tracks is being built 60 metres upstream. Its foundations are ready, but the steel for seven of the nine spans has not arrived, and it cannot be opened before next March.',
        'Traders in Ayodhya said that the detour would make vegetables dearer, since the morning parcel train now arrives after the wholesale market has closed.',
      ],
    },
    second: {
      language: 'en',
      headline: 'Detours for thousands as Sarayu bridge is shut',
      paragraphs: [
        'Thousands of commuters stood on crowded platforms in Ayodhya on Tuesday evening, hours after the railways gave up using the bridge that has carried trains across the Sarayu since 1913.',
        'Suresh Maurya, who sells milk in Faizabad, said he had waited since noon for a train that normally takes him home in forty minutes. “Nobody told us anything. There was only a paper on the wall,” he said.',
        'Officials say divers saw fissures in the masonry of two piers. “The safety of passengers comes first and we will not run a single train over this bridge until the designers have signed for it,” said Anita Sahay, who heads the division.',
        'The opposition asked why the replacement, promised five years ago, is still without girders. The ministry answered that a supplier had gone bankrupt and a new order was placed in August.',
        'Bus operators added thirty trips between Gonda and Ayodhya, and the district administration said that students with examinations would be carried free of charge.',
      ],
    },
  },
  {
    name: 'a dam is opened',
    first: {
      language: 'hi',
      headline: 'बारिश के बाद रिहंद बाँध के पाँच फाटक खोले गए, निचले इलाक़ों में चेतावनी',
      paragraphs: [
        'सोनभद्र में तीन दिन से हो रही बारिश के बाद मंगलवार सुबह रिहंद बाँध के पाँच फाटक खोल दिए गए और प्रशासन ने नदी के किनारे बसे 38 गाँवों के लोगों को ऊँची जगहों पर जाने को कहा है।',
        'सिंचाई विभाग के अनुसार बाँध का जलस्तर सोमवार रात 869 फुट तक पहुँच गया था, जो ख़तरे के निशान से केवल एक फुट नीचे है। सुबह छह बजे से हर सेकंड क़रीब 42 हज़ार घनफुट पानी छोड़ा जा रहा है।',
        'ज़िलाधिकारी रमा त्रिपाठी ने कहा, “घबराने की ज़रूरत नहीं है, लेकिन कोई भी व्यक्ति नदी के पास न जाए और मछुआरे अपनी नावें किनारे बाँध दें।” उन्होंने बताया कि चार राहत शिविर तैयार हैं और वहाँ डॉक्टर भी मौजूद हैं।',
        'मौसम विभाग ने अगले दो दिन और तेज़ बारिश का अनुमान जताया है। विभाग के मुताबिक़ मध्य प्रदेश के ऊपर बना कम दबाव का क्षेत्र धीरे-धीरे उत्तर की ओर बढ़ रहा है।',
        'बाँध के पास बिजलीघर की छह इकाइयों में से चार चल रही हैं। अभियंताओं ने बताया कि पानी बढ़ने से उत्पादन पर असर नहीं पड़ा है, पर कोयला ढोने वाली रेल लाइन पर मिट्टी गिरने से मालगाड़ियाँ रुकी हैं।',
        'पिछले साल इसी महीने बाँध में पानी की कमी के कारण तीन हफ़्ते तक सिंचाई की नहरें बंद रखनी पड़ी थीं।',
      ],
    },
    second: {
      language: 'hi',
      headline: 'रात में खुले बाँध के फाटक, गाँव वाले छतों पर',
      paragraphs: [
        'रिहंद के किनारे बसे बेलवादह गाँव के लोग मंगलवार को सूरज निकलने से पहले ही सामान सिर पर उठाए स्कूल की ओर चल पड़े थे। किसी के हाथ में बर्तन थे, किसी के साथ बकरियाँ।',
        'गाँव की मुन्नी देवी ने बताया कि लाउडस्पीकर की आवाज़ सुनकर उनकी नींद खुली। “आँगन तक पानी आ गया था, बच्चों को लेकर हम भागे,” उन्होंने कहा।',
        'प्रशासन का कहना है कि हालात क़ाबू में हैं। ज़िलाधिकारी रमा त्रिपाठी ने कहा, “घबराने की ज़रूरत नहीं है, लेकिन कोई भी व्यक्ति नदी के पास न जाए और मछुआरे अपनी नावें किनारे बाँध दें।”',
        'विपक्ष के विधायक ने आरोप लगाया कि पानी धीरे-धीरे छोड़ने के बजाय एक साथ छोड़ा गया। सिंचाई विभाग ने इससे इनकार किया और कहा कि नियमों के अनुसार ही काम हुआ।',
        'कोयला खदानों में काम करने वाले मज़दूरों की बसें भी नहीं चल सकीं, क्योंकि पिपरी जाने वाली सड़क दो जगह से टूट गई है।',
      ],
    },
  },
];

/** A report that a desk writes every day out of a form: only what stands in braces is new. */
export const templates: readonly { name: string; language: 'en' | 'hi'; form: string }[] = [
  {
    name: 'gold in English',
    language: 'en',
    form: 'Gold prices in {city} moved {way} on {day}, in line with the trend in overseas markets. The price of ten grams of 24 carat gold stood at Rs {n5}, while 22 carat gold was sold at Rs {n5} for ten grams, according to the local bullion association. Silver was quoted at Rs {n5} a kilogram, a change of Rs {n3} since the previous session. Dealers said that demand from jewellers was steady ahead of the wedding season and that buyers were waiting for the decision of the central bank. In the international market, spot gold traded at {n4} dollars an ounce. The rupee closed at {n2}.{n2} against the dollar. Prices do not include goods and services tax, making charges and other levies, which differ from shop to shop. Customers should ask for a hallmarked bill and check the purity mark before they buy ornaments.',
  },
  {
    name: 'weather in English',
    language: 'en',
    form: 'The weather office has forecast {sky} over {city} on {day}. The maximum temperature is expected to be around {n2} degrees Celsius and the minimum around {n2} degrees. The relative humidity was {n2} per cent at half past eight in the morning. The air quality index stood at {n3}, which falls in the {grade} category. An index up to 50 is considered good, up to 100 satisfactory, up to 200 moderate, up to 300 poor, up to 400 very poor and beyond that severe. Residents with breathing problems are advised to avoid long walks outdoors in the early morning. Light winds from the {side} at {n1} kilometres an hour are likely during the day.',
  },
  {
    name: 'market in English',
    language: 'en',
    form: 'Benchmark indices closed {way} on {day}, led by {trade} shares. The Sensex settled at {n5}.{n2}, a change of {n3} points, while the Nifty ended the session at {n5}.{n2}. Among the Sensex firms, {name}, {name} and {name} were the biggest movers. Foreign institutional investors dealt in equities worth Rs {n4} crore on the previous day, exchange data showed. In the broader market, the midcap index moved by {n1}.{n2} per cent and the smallcap index by {n1}.{n2} per cent. Global oil benchmark Brent crude was at {n2}.{n2} dollars a barrel. The rupee settled at {n2}.{n2} against the American currency.',
  },
  {
    name: 'sunrise fasting times in Hindi',
    language: 'hi',
    form: '{city} में {day} को सूर्योदय सुबह {n1} बजकर {n2} मिनट पर और सूर्यास्त शाम {n1} बजकर {n2} मिनट पर होगा। पंचांग के अनुसार पूजा का शुभ समय सुबह {n1} बजकर {n2} मिनट से {n2} मिनट तक रहेगा। राहुकाल दोपहर {n1} बजे से शुरू होगा। व्रत रखने वाले लोग सूर्योदय से पहले स्नान करके साफ़ कपड़े पहनते हैं और दीपक जलाते हैं। शाम को चंद्रमा निकलने का समय {n1} बजकर {n2} मिनट है। मान्यता है कि इस दिन दान करने से परिवार में सुख और समृद्धि आती है।',
  },
  {
    name: 'gold in Hindi',
    language: 'hi',
    form: '{city} में {day} को सोने के दाम में {way} देखी गई। सर्राफ़ा बाज़ार में 24 कैरेट सोने का भाव {n5} रुपये प्रति दस ग्राम रहा, जबकि 22 कैरेट सोना {n5} रुपये प्रति दस ग्राम पर बिका। चाँदी का भाव {n5} रुपये प्रति किलोग्राम दर्ज किया गया। कारोबारियों के अनुसार शादियों के मौसम से पहले गहनों की माँग बनी हुई है और ग्राहक रिज़र्व बैंक के फ़ैसले का इंतज़ार कर रहे हैं। विदेशी बाज़ार में सोना {n4} डॉलर प्रति औंस पर रहा। इन दामों में जीएसटी और बनवाई का ख़र्च शामिल नहीं है, इसलिए हर दुकान पर क़ीमत अलग हो सकती है। गहने ख़रीदते समय हॉलमार्क ज़रूर देखें।',
  },
  {
    name: 'weather in Hindi',
    language: 'hi',
    form: 'मौसम विभाग ने {city} में {day} को {sky} का अनुमान जताया है। अधिकतम तापमान {n2} डिग्री और न्यूनतम तापमान {n2} डिग्री सेल्सियस रहने की संभावना है। सुबह साढ़े आठ बजे हवा में नमी {n2} प्रतिशत थी। वायु गुणवत्ता सूचकांक {n3} दर्ज किया गया, जो {grade} श्रेणी में आता है। सूचकांक 50 तक अच्छा, 100 तक संतोषजनक, 200 तक मध्यम, 300 तक ख़राब और 400 तक बहुत ख़राब माना जाता है। साँस की तकलीफ़ वाले लोगों को सुबह देर तक बाहर न घूमने की सलाह दी गई है।',
  },
];

export const slots: Readonly<Record<string, Readonly<Record<'en' | 'hi', readonly string[]>>>> = {
  city: {
    en: ['Chennai', 'Pune', 'Nagpur', 'Kochi', 'Surat', 'Lucknow'],
    hi: ['लखनऊ', 'पटना', 'भोपाल', 'जयपुर', 'रायपुर', 'इंदौर'],
  },
  day: { en: ['Monday', 'Tuesday', 'Thursday', 'Friday'], hi: ['सोमवार', 'मंगलवार', 'गुरुवार', 'शुक्रवार'] },
  way: { en: ['higher', 'lower', 'sharply lower'], hi: ['तेज़ी', 'गिरावट', 'हल्की बढ़त'] },
  sky: {
    en: ['a clear sky', 'light rain', 'shallow fog', 'strong surface winds'],
    hi: ['साफ़ आसमान', 'हल्की बारिश', 'घने कोहरे', 'तेज़ हवाओं'],
  },
  grade: { en: ['moderate', 'poor', 'very poor'], hi: ['मध्यम', 'ख़राब', 'बहुत ख़राब'] },
  side: { en: ['north', 'west', 'east'], hi: ['उत्तर'] },
  trade: { en: ['bank', 'metal', 'software', 'cement'], hi: ['बैंक'] },
  name: { en: ['Asha Steel', 'Kaveri Bank', 'Narmada Power', 'Trishul Motors', 'Vayu Telecom'], hi: ['आशा'] },
};

/** What a paper puts around the copy of an agency. */
export const surroundings: Readonly<
  Record<'en' | 'hi', { leads: readonly string[]; tails: readonly string[] }>
> = {
  en: {
    leads: [
      'For the people of our district this is more than a headline, since many families here have relatives who are touched by it. Our desk spoke to shopkeepers near the clock tower, who had heard of it from a neighbour in the morning and were still talking about it at tea time.',
      'Readers of this paper have followed the matter for months. Here is what was known when this edition went to print, with a map on the inside pages.',
    ],
    tails: [
      'This story has been published from a wire feed without changes to the text. Only the headline has been changed. Subscribe to our newsletter for the top stories of the day, and follow our channel on your phone for updates.',
      'Catch all the news of the day, breaking stories and live updates here. Download the app to read on the go.',
    ],
  },
  hi: {
    leads: [
      'हमारे ज़िले के लोगों के लिए यह ख़बर केवल सुर्ख़ी नहीं है, क्योंकि यहाँ के कई परिवार इससे सीधे जुड़े हैं। हमारे संवाददाता ने घंटाघर के पास दुकानदारों से बात की, जो सुबह से इसी की चर्चा कर रहे थे और शाम की चाय तक रुके नहीं।',
      'इस अख़बार के पाठक महीनों से यह मामला पढ़ते आए हैं। यह संस्करण छपने तक जो कुछ पता चला, वह नीचे दिया जा रहा है।',
    ],
    tails: [
      'यह ख़बर समाचार एजेंसी की फ़ीड से ली गई है और इसमें केवल शीर्षक बदला गया है। देश और दुनिया की ताज़ा ख़बरें पढ़ने के लिए हमारा ऐप डाउनलोड करें और हमारे चैनल से जुड़ें।',
      'ताज़ा ख़बरों के लिए हमारे साथ बने रहें। आपको यह ख़बर कैसी लगी, हमें लिखकर बताएँ।',
    ],
  },
};
