/** How bytes are read as text. */
export interface Encoding {
  /** As `--encoding` takes it. */
  readonly name: string;
  /** As people know it. */
  readonly label: string;
  /** The byte order mark that files of this encoding may begin with; it decodes to U+FEFF. */
  readonly mark?: Buffer;
  readonly decoder: () => StrictDecoder;
}

/** Decodes bytes piece by piece; undefined where they are not valid. A byte order mark comes out as U+FEFF. */
export interface StrictDecoder {
  decode(bytes: Buffer): string | undefined;
  /** Undefined when the bytes end in the middle of a character. */
  end(): string | undefined;
}
