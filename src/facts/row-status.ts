/** What became of a row; in the result it stands in place of the day. Days are 1000-01-01 to 9999-12-31. */
export const STATUS = { bad: -1_000_001, outOfRange: -1_000_002, notSelected: -1_000_003, subtotal: -1_000_004 } as const;
