const JI = Buffer.from('计');
/** The last bytes of what stands before 计 in a word: 合 小 总 累 共, a space, a wide space. */
const BEFORE = [...['合', '小', '总', '累', '共', '\u3000'].map((letter) => Buffer.from(letter)[2]!), 0x20];
const WORDS = BEFORE.map((byte) => ({ bytes: Buffer.from([byte, ...JI]) }));
/** Searched without its O, which begins the numbers of many orders (SO123) and would slow the search. */
const LATIN = ['otal', 'OTAL'].map((word) => ({ before: word.charCodeAt(0), bytes: Buffer.from(word.slice(1)) }));

interface Word {
  readonly bytes: Buffer;
  /** The byte that stands before them, where it is not among them. */
  readonly before?: number;
}

const OVERLAP = 8;
/** After so many of 计 without a word (计算机 in every row), looking for the words themselves is quicker. */
const PATIENCE = 256;

/** More words than these are not told one by one. */
const MOST = 500;

/** Looks in UTF-8 bytes, over chunks, for what may be a row that only adds up others; most files have none, and must not pay. */
export class TotalBytes {
  found = false;
  /** Whether there are so many words that their places are not known. */
  tooMany = false;
  /** Where in the text the next word is; infinite without one. */
  next = Number.POSITIVE_INFINITY;
  private places: number[] = [];
  private count = 0;
  private misses = 0;
  private offset = 0;
  private tail = Buffer.alloc(0);

  push(chunk: Buffer): void {
    if (this.tooMany) return;
    const { tail, offset } = this;
    const across = this.search(Buffer.concat([tail, chunk.subarray(0, OVERLAP)])).map((at) => at - tail.length);
    const places = new Set([...across.filter((at) => at >= 0 && at < chunk.length), ...this.search(chunk)]);
    this.offset += chunk.length;
    this.tail = Buffer.concat([tail, chunk.subarray(-OVERLAP)]).subarray(-OVERLAP);
    if (places.size > 0) this.keep([...places].sort((a, b) => a - b).map((at) => at + offset));
  }

  /** Whether a word ended before `at`; it is done with. */
  passed(at: number): boolean {
    const done = this.places.findIndex((place) => place >= at);
    const count = done < 0 ? this.places.length : done;
    this.places.splice(0, count);
    this.next = this.places[0] ?? Number.POSITIVE_INFINITY;
    return count > 0;
  }

  private keep(places: readonly number[]): void {
    this.found = true;
    this.count += places.length;
    this.tooMany = this.count > MOST;
    this.places = this.tooMany ? [] : [...this.places, ...places];
    this.next = this.places[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Where words end, at least as many as are wanted. */
  private search(bytes: Buffer): number[] {
    const found = LATIN.flatMap((word) => ends(bytes, word, 0));
    for (let at = bytes.indexOf(JI); at >= 0; at = bytes.indexOf(JI, at + JI.length)) {
      if (BEFORE.includes(bytes[at - 1]!)) found.push(at + JI.length - 1);
      else if (++this.misses > PATIENCE) return [...found, ...WORDS.flatMap((word) => ends(bytes, word, at))];
      if (found.length > MOST) return found;
    }
    return found;
  }
}

/** The places of the last bytes of a word, at most one more than are told. */
function ends(text: Buffer, { bytes, before }: Word, from: number): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(bytes, from); at >= 0 && found.length <= MOST; at = text.indexOf(bytes, at + 1))
    if (before === undefined || text[at - 1] === before) found.push(at + bytes.length - 1);
  return found;
}
