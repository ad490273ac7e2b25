/** Gives the person a file that the page holds in memory. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser takes a moment to begin.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
