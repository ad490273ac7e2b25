/** Fields of the kind datetime-local hold local time, without a zone; the API takes and gives moments. */

/** What the field shows of a moment; nothing of what is none. */
export function localTime(moment: Date): string {
  if (Number.isNaN(moment.getTime())) return "";
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The moment that was typed in this browser's time zone; undefined of an empty field. */
export function momentOf(local: string): string | undefined {
  const moment = new Date(local);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
