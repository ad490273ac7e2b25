/** The time zone of this computer, as an IANA name. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Zones to choose from, with the one that is held: browsers do not list each name there is. */
export function timeZones(held: string): string[] {
  return [...new Set([held, "UTC", browserZone(), ...Intl.supportedValuesOf("timeZone")])];
}
