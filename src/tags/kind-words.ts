/** Words that tell what kind of thing a name is, or stands beside; English and Hindi, as a reader spells them. */

/** Words within the names of organisations. */
export const organisationWords = `
  bank party ministry court university college institute council commission committee board corporation company limited
  ltd inc llc plc gmbh police congress association federation union academy foundation organisation organization agency
  authority department airlines railways club fc society trust hospital army navy parliament assembly senate
  बैंक पार्टी मंत्रालय न्यायालय अदालत कोर्ट विश्वविद्यालय महाविद्यालय संस्थान परिषद आयोग समिति निगम कंपनी लिमिटेड पुलिस कांग्रेस संघ महासंघ
  अकादमी संगठन एजेंसी प्राधिकरण विभाग रेलवे क्लब न्यास अस्पताल सेना संसद विधानसभा सभा दल
`;

/** Words within the names of places. */
export const placeWords = `
  river lake district island islands mountain mountains valley ocean sea bay gulf desert province county airport
  नदी झील जिला द्वीप पर्वत घाटी महासागर सागर खाड़ी रेगिस्तान हवाईअड्डा
`;

/** Right before a person's name. */
export const rolesBefore = `
  mr mrs ms dr prof professor sir president minister secretary chancellor captain skipper leader chief actor actress singer
  director author scientist judge justice senator governor mayor coach spokesman spokeswoman spokesperson researcher
  राष्ट्रपति प्रधानमंत्री मुख्यमंत्री मंत्री उपमुख्यमंत्री राज्यपाल सांसद विधायक नेता अध्यक्ष सचिव कप्तान कोच अभिनेता अभिनेत्री गायक गायिका निर्देशक लेखक
  वैज्ञानिक न्यायाधीश न्यायमूर्ति डॉ डॉक्टर प्रोफेसर श्री श्रीमती शासक प्रवक्ता महापौर आयुक्त कलेक्टर खिलाड़ी पर्वतारोही प्रमुख
`;

/** Right behind one: who says and does. In Hindi the agent's postposition. */
export const deedsBehind = `
  said says told tells who whose scored won added asked wrote met
  ने
`;
