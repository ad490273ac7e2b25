import { describe, expect, it } from "vitest";
import { EventParser, type ServerEvent } from "./parser";

function parse(...pieces: string[]): ServerEvent[] {
  const parser = new EventParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

describe("EventParser", () => {
  it("reads name, data and id", () => {
    expect(parse("event: transfer\nid: 7\ndata: {\"a\":1}\n\n")).toEqual([
      { name: "transfer", id: "7", data: "{\"a\":1}" },
    ]);
  });

  it("gives the same events wherever the text is cut", () => {
    const text = "\uFEFF: hello\r\nevent: transfer\r\nid: 1\r\ndata: one\r\ndata: two\r\n\r\nevent: gone\ndata: x\n\n";
    const whole = parse(text);
    expect(whole).toEqual([
      { name: "transfer", id: "1", data: "one\ntwo" },
      { name: "gone", id: "1", data: "x" },
    ]);
    expect(parse(...Array.from(text))).toEqual(whole);
    for (let cut = 1; cut < text.length; cut++) {
      expect(parse(text.slice(0, cut), text.slice(cut))).toEqual(whole);
    }
  });

  it("takes CR, LF and CRLF as line ends", () => {
    expect(parse("data: a\r\rdata: b\n\ndata: c\r\n\r\n").map((event) => event.data)).toEqual(["a", "b", "c"]);
  });

  it("takes a byte order mark at the start only", () => {
    expect(parse("\uFEFFdata: a\n\n")).toHaveLength(1);
    expect(parse("data: a\n\n\uFEFFdata: b\n\n")).toHaveLength(1);
  });

  it("joins several lines of data, and keeps empty ones", () => {
    expect(parse("data: a\ndata\ndata:b\n\n")[0]?.data).toBe("a\n\nb");
  });

  it("takes away one space after the colon, not more", () => {
    expect(parse("data:  a\n\n")[0]?.data).toBe(" a");
  });

  it("is silent on comments and on events without data", () => {
    expect(parse(": heartbeat\n\nevent: transfer\n\n:\n\n")).toEqual([]);
  });

  it("forgets the name of an event without data", () => {
    expect(parse("event: gone\n\ndata: a\n\n")[0]?.name).toBe("message");
  });

  it("keeps the last id until another one comes, and takes none with a NUL", () => {
    expect(parse("id: 1\ndata: a\n\ndata: b\n\nid: x\0\ndata: c\n\nid\ndata: d\n\n").map((event) => event.id))
      .toEqual(["1", "1", "1", ""]);
  });

  it("holds back an event that its stream did not finish", () => {
    expect(parse("data: a\n")).toEqual([]);
  });

  it("reads how long to wait before connecting again", () => {
    const parser = new EventParser();
    parser.push("retry: 2500\nretry: soon\n");
    expect(parser.retry).toBe(2500);
  });
});
