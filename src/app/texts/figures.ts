/** `1 push`, `3 pushes` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `12.34 US dollars`: a sign would begin a formula on GitHub. */
export function money(dollars: number): string {
  if (dollars > 0 && dollars < 0.01) return 'less than 0.01 US dollars';
  return `${CENTS.format(dollars)} US dollars`;
}

/** `250,000 tokens`, `1.2 million tokens` */
export function tokenCount(tokens: number): string {
  if (tokens === 1) return '1 token';
  return tokens < 1_000_000
    ? `${WHOLE.format(tokens)} tokens`
    : `${TENTHS.format(tokens / 1_000_000)} million tokens`;
}

/** What was spent; null: nobody told. */
export function spent({ cost, tokens }: { cost: number | null; tokens: number | null }): string | null {
  const parts = [...(cost === null ? [] : [money(cost)]), ...(tokens === null ? [] : [tokenCount(tokens)])];
  return parts.length === 0 ? null : parts.join(' and ');
}

/** One figure against an earlier one: `+4`, `−2`, `±0` */
export function signed(change: number): string {
  return change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '±0';
}

const WHOLE = new Intl.NumberFormat('en-US');
const CENTS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const TENTHS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
