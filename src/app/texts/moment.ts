/** A moment (epoch ms) as `22 November, 09:05 UTC`. */
export function moment(at: number): string {
  const day = new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return `${day}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** A span of time (ms) in its largest fitting unit: `90 minutes`, `6 hours`, `2 days`. */
export function span(length: number): string {
  const minutes = Math.max(1, Math.round(length / 60_000));
  if (minutes < 120 && minutes !== 60) return counted(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
