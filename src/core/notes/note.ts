/** The four parts of a SWOT analysis. */
export const SWOT = ['strengths', 'weaknesses', 'opportunities', 'threats'] as const;
export type SwotPart = (typeof SWOT)[number];

/** What stands below one heading, without the headings below it. */
export interface NoteSection {
  readonly heading: string;
  /** 1 of `#` to 6 of `######`. */
  readonly depth: number;
  readonly text: string;
  /** Which part of a SWOT analysis it is, by its heading. */
  readonly swot?: SwotPart;
}

/** A Markdown file that goes along with the plan. */
export interface Note {
  /** As the settings name it. */
  readonly file: string;
  /** The first heading; without one the file's name. */
  readonly title: string;
  /** The whole file. */
  readonly text: string;
  readonly sections: readonly NoteSection[];
}

const WORDS: Readonly<Record<SwotPart, RegExp>> = {
  strengths: /^(?:s\b\W*)?(?:strengths?\b|优势)/iu,
  weaknesses: /^(?:w\b\W*)?(?:weakness(?:es)?\b|劣势)/iu,
  opportunities: /^(?:o\b\W*)?(?:opportunit(?:y|ies)\b|机会|机遇)/iu,
  threats: /^(?:t\b\W*)?(?:threats?\b|威胁)/iu,
};

/** Reads a note; headings are ATX (`## Strengths`) ones, those inside fenced code are none. */
export function readNote(file: string, text: string): Note {
  const sections = sectionsOf(text.replace(/^\uFEFF/u, ''));
  const title = sections[0]?.heading ?? file.replace(/^.*[\\/]/u, '');
  return { file, title, text, sections };
}

function sectionsOf(text: string): NoteSection[] {
  const sections: { heading: string; depth: number; lines: string[] }[] = [];
  let fence: string | undefined;
  for (const line of text.split(/\r?\n/u)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    const [, hashes, heading] = (fence === undefined && /^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$/u.exec(line)) || [];
    if (hashes !== undefined && heading !== undefined) sections.push({ heading, depth: hashes.length, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ heading, depth, lines }) => {
    const swot = SWOT.find((part) => WORDS[part].test(heading));
    return { heading, depth, text: lines.join('\n').trim(), ...(swot && { swot }) };
  });
}
