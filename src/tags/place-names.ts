/*
 * Places that Hindi and English news name in one word or few, beyond the countries that CLDR knows: English | Hindi, more
 * names of either behind a slash. States and territories of India, its large cities, capitals and places in the news.
 */
export const placeNames = `
Andhra Pradesh | आंध्र प्रदेश
Arunachal Pradesh | अरुणाचल प्रदेश
Assam | असम
Bihar | बिहार
Chhattisgarh | छत्तीसगढ़
Goa | गोवा
Gujarat | गुजरात
Haryana | हरियाणा
Himachal Pradesh | हिमाचल प्रदेश / हिमाचल
Jharkhand | झारखंड
Karnataka | कर्नाटक
Kerala | केरल
Madhya Pradesh | मध्य प्रदेश / मध्यप्रदेश
Maharashtra | महाराष्ट्र
Manipur | मणिपुर
Meghalaya | मेघालय
Mizoram | मिजोरम
Nagaland | नागालैंड
Odisha / Orissa | ओडिशा / उड़ीसा
Punjab | पंजाब
Rajasthan | राजस्थान
Sikkim | सिक्किम
Tamil Nadu / Tamilnadu | तमिलनाडु / तमिल नाडु
Telangana | तेलंगाना
Tripura | त्रिपुरा
Uttar Pradesh | उत्तर प्रदेश
Uttarakhand | उत्तराखंड
West Bengal | पश्चिम बंगाल
Delhi | दिल्ली
New Delhi | नई दिल्ली
Jammu and Kashmir / Jammu & Kashmir | जम्मू-कश्मीर / जम्मू कश्मीर / जम्मू और कश्मीर
Kashmir | कश्मीर
Ladakh | लद्दाख
Puducherry / Pondicherry | पुडुचेरी / पुदुचेरी
Chandigarh | चंडीगढ़
Lakshadweep | लक्षद्वीप
Andaman and Nicobar Islands | अंडमान और निकोबार द्वीपसमूह
Mumbai / Bombay | मुंबई / मुम्बई
Kolkata / Calcutta | कोलकाता / कलकत्ता
Chennai / Madras | चेन्नई
Bengaluru / Bangalore | बेंगलुरु / बेंगलूरु / बंगलुरु / बैंगलोर
Hyderabad | हैदराबाद
Ahmedabad | अहमदाबाद
Pune | पुणे
Surat | सूरत
Jaipur | जयपुर
Lucknow | लखनऊ
Kanpur | कानपुर
Nagpur | नागपुर
Indore | इंदौर / इन्दौर
Bhopal | भोपाल
Patna | पटना
Vadodara | वडोदरा
Ludhiana | लुधियाना
Agra | आगरा
Nashik | नासिक
Varanasi / Banaras | वाराणसी / बनारस
Srinagar | श्रीनगर
Amritsar | अमृतसर
Prayagraj / Allahabad | प्रयागराज / इलाहाबाद
Ranchi | रांची
Guwahati | गुवाहाटी
Raipur | रायपुर
Jodhpur | जोधपुर
Gwalior | ग्वालियर
Jabalpur | जबलपुर
Dehradun | देहरादून
Shimla | शिमला
Gurugram / Gurgaon | गुरुग्राम / गुड़गांव
Noida | नोएडा
Ghaziabad | गाजियाबाद
Faridabad | फरीदाबाद
Meerut | मेरठ
Ayodhya | अयोध्या
Gorakhpur | गोरखपुर
Mathura | मथुरा
Bhubaneswar | भुवनेश्वर
Puri | पुरी
Kochi / Cochin | कोच्चि
Thiruvananthapuram | तिरुवनंतपुरम
Visakhapatnam | विशाखापत्तनम
Leh | लेह
Jammu | जम्मू
Udaipur | उदयपुर
Darbhanga | दरभंगा
Gaya | गया जी
Europe | यूरोप
Asia | एशिया
Africa | अफ्रीका
Moscow | मॉस्को / मास्को
Beijing | बीजिंग
Tokyo | टोक्यो
Seoul | सियोल / सोल
Pyongyang | प्योंगयांग
Washington | वॉशिंगटन / वाशिंगटन
New York | न्यूयॉर्क / न्यूयार्क
London | लंदन
Paris | पेरिस
Berlin | बर्लिन
Kyiv / Kiev | कीव
Tehran | तेहरान
Jerusalem | यरुशलम / यरूशलम
Gaza | गाजा / गज़ा
Kabul | काबुल
Islamabad | इस्लामाबाद
Lahore | लाहौर
Karachi | कराची
Dhaka | ढाका
Kathmandu | काठमांडू / काठमांडो
Colombo | कोलंबो
Dubai | दुबई
Sydney | सिडनी
Melbourne | मेलबर्न
Toronto | टोरंटो
Vladivostok | व्लादिवोस्तोक
Nairobi | नैरोबी
United States / US / U.S. / USA / United States of America | अमेरिका / अमरीका / संयुक्त राज्य / संयुक्त राज्य अमेरिका
United Kingdom / UK / Britain / Great Britain | ब्रिटेन / यूनाइटेड किंगडम
United Arab Emirates / UAE | संयुक्त अरब अमीरात / यूएई
South Korea | दक्षिण कोरिया
North Korea | उत्तर कोरिया
Turkey / Türkiye / Turkiye | तुर्की / तुर्किये / तुर्किए
Palestine | फिलिस्तीन / फलस्तीन
Israel | इजरायल / इज़राइल / इस्राइल / इज़रायल / इजराइल
Myanmar | म्यांमार
Ukraine | यूक्रेन
Pakistan | पाकिस्तान
Sri Lanka | श्रीलंका
Bangladesh | बांग्लादेश
China | चीन
Hong Kong | हांगकांग / हॉन्ग कॉन्ग
Taiwan | ताइवान
`;
