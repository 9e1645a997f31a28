const JI = Buffer.from('计');
/** The last bytes of what stands before 计 in a word: 合 小 总 累 共, a space, a wide space. */
const BEFORE = [...['合', '小', '总', '累', '共', '\u3000'].map((letter) => Buffer.from(letter)[2]!), 0x20];
const WORDS = BEFORE.map((byte) => Buffer.from([byte, ...JI]));
const LATIN = [Buffer.from('otal'), Buffer.from('OTAL')];
const OVERLAP = 8;
/** After so many of 计 without a word (计算机 in every row), looking for the words themselves is quicker. */
const PATIENCE = 256;

/** Looks in UTF-8 bytes, over chunks, for what may be a row that only adds up others; most files have none, and must not pay. */
export class TotalBytes {
  found = false;
  private misses = 0;
  private tail = Buffer.alloc(0);

  push(chunk: Buffer): void {
    if (this.found) return;
    this.found = this.holds(Buffer.concat([this.tail, chunk.subarray(0, OVERLAP)])) || this.holds(chunk);
    this.tail = Buffer.from(chunk.subarray(-OVERLAP));
  }

  private holds(bytes: Buffer): boolean {
    if (LATIN.some((word) => bytes.indexOf(word) >= 0)) return true;
    for (let at = bytes.indexOf(JI); at >= 0; at = bytes.indexOf(JI, at + JI.length)) {
      if (BEFORE.includes(bytes[at - 1]!)) return true;
      if (++this.misses > PATIENCE) return WORDS.some((word) => bytes.indexOf(word, at) >= 0);
    }
    return false;
  }
}
