import stringWidth from 'string-width';

const ASCII_AND_HAN = /^[ -~\u4E00-\u9FFF]*$/;

/** Columns that the text takes on a terminal. Long tables are mostly ASCII and Chinese characters, which need no segmenter. */
export function displayWidth(text: string): number {
  if (!ASCII_AND_HAN.test(text)) return stringWidth(text);
  let width = text.length;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7e) width += 1;
  return width;
}
