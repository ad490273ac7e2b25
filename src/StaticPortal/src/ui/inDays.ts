/** The moment so many days from now, less a minute: the server's clock may be behind, and its bounds are exact. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000 - 60_000).toISOString();
}
