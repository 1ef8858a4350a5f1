interface ProvinceTile {
  /** From 1. */
  readonly column: number;
  readonly row: number;
  /** The letters of ISO 3166-2:CN, for languages whose names of provinces are long. */
  readonly letters: string;
}

/** Where each province stands, and what its tile says, row by row. */
const rows = [
  '- - - - - - 23HL',
  '- - - - 15NM - 22JL',
  '65XJ - 64NX 14SX 11BJ 12TJ 21LN',
  '63QH 62GS 61SN 41HA 13HE 37SD -',
  '54XZ 51SC 50CQ 42HB 34AH 32JS 31SH',
  '- 53YN 52GZ 43HN 36JX 33ZJ -',
  '- - 45GX 44GD 35FJ - 71TW',
  '- - 46HI 82MO 81HK - -',
];

/** The 34 provinces by their codes of GB/T 2260, as tiles of one size: no borders, and none is too small to see. */
export const provinceTiles: ReadonlyMap<string, ProvinceTile> = new Map(
  rows.flatMap((line, row) =>
    line.split(' ').flatMap((cell, column) => {
      const tile = { column: column + 1, row: row + 1, letters: cell.slice(2) };
      return cell === '-' ? [] : [[cell.slice(0, 2), tile] as const];
    }),
  ),
);
