/** 16 hexadecimal digits that sort as the numbers do: the bits of the double, with the signs' order put right. */
export function keyNumber(value: number): string {
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(value === 0 ? 0 : value);
  const negative = (bits.readUInt8(0) & 0x80) !== 0;
  for (let at = 0; at < 8; at += 1) bits[at] = (bits[at] ?? 0) ^ (negative ? 0xff : at === 0 ? 0x80 : 0);
  return bits.toString('hex');
}
