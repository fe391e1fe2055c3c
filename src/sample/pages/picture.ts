import { hash32 } from '../../core/hash.ts';
import { imageHeight, imageWidth } from '../article.ts';

/** A drawn landscape in colours of the article's own, standing in for a photograph. */
export const pictureSvg = (key: string): string => {
  const hash = hash32(key);
  const hue = hash % 360;
  const sunX = 200 + (hash % 800);
  const ridge = 380 + (hash % 120);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${imageWidth}" height="${imageHeight}" viewBox="0 0 ${imageWidth} ${imageHeight}">
<rect width="${imageWidth}" height="${imageHeight}" fill="hsl(${hue} 45% 78%)"/>
<circle cx="${sunX}" cy="210" r="80" fill="hsl(${(hue + 40) % 360} 80% 70%)"/>
<path d="M0 ${ridge}L300 ${ridge - 140}L560 ${ridge + 20}L860 ${ridge - 190}L1200 ${ridge}V675H0Z" fill="hsl(${(hue + 190) % 360} 30% 42%)"/>
<path d="M0 560Q300 500 600 560T1200 560V675H0Z" fill="hsl(${(hue + 190) % 360} 34% 30%)"/>
</svg>
`;
};
