/** One server-sent event. */
export interface ServerEvent {
  /** The event's name; "message" when the server gave none. */
  readonly name: string;
  readonly data: string;
  /** The last id that the stream gave, with this event or before. */
  readonly id: string;
}

/**
 * Reads server-sent events out of text that arrives in pieces cut anywhere
 * (WHATWG HTML, section "Interpreting an event stream").
 */
export class EventParser {
  #rest = "";
  #started = false;
  /** The last piece ended in CR: an LF at the start of the next one belongs to the same line end. */
  #afterCr = false;
  #name = "";
  #data: string[] = [];
  #id = "";
  #retry: number | undefined;

  /** How long the server wants clients to wait before they connect again, in milliseconds. */
  get retry(): number | undefined {
    return this.#retry;
  }

  /** The events that this piece completes. */
  push(piece: string): ServerEvent[] {
    let text = piece;
    if (text === "") return [];
    if (!this.#started) {
      this.#started = true;
      if (text.startsWith("\uFEFF")) text = text.slice(1);
    }

    if (this.#afterCr && text.startsWith("\n")) text = text.slice(1);
    this.#afterCr = piece.endsWith("\r");
    const lines = (this.#rest + text).split(/\r\n|\r|\n/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.#line(line) ?? []);
  }

  #line(line: string): ServerEvent | undefined {
    if (line === "") return this.#dispatch();
    if (line.startsWith(":")) return undefined;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#name = value;
    else if (field === "data") this.#data.push(value);
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    else if (field === "retry" && /^\d+$/.test(value)) this.#retry = Number(value);
    return undefined;
  }

  #dispatch(): ServerEvent | undefined {
    const event = this.#data.length === 0
      ? undefined
      : { name: this.#name === "" ? "message" : this.#name, data: this.#data.join("\n"), id: this.#id };
    this.#name = "";
    this.#data = [];
    return event;
  }
}
