import type { SyncMode, TransferKind } from "@/api/types";

/** Each way of choosing, in a sentence. */
export const syncModes: readonly { readonly mode: SyncMode; readonly title: string; readonly says: string }[] = [
  { mode: "SizeDiffers", title: "Missing or of another size", says: "Copies what the destination lacks or has with another size. The usual choice." },
  { mode: "Missing", title: "Only what is missing", says: "Copies what the destination lacks, and never writes over anything." },
  { mode: "Newer", title: "Missing or newer here", says: "Copies what the destination lacks, or has with an earlier date of last change." },
  { mode: "ChecksumDiffers", title: "Missing or with other bytes", says: "Compares the bytes of both sides and copies what differs. It reads much, and sends little." },
  { mode: "All", title: "Everything", says: "Copies every object again, whatever is there." },
];

export const kinds: readonly { readonly kind: TransferKind; readonly title: string; readonly says: string }[] = [
  { kind: "Copy", title: "Copy and verify", says: "The destination reads back what it got and proves that each object arrived." },
  { kind: "DryRun", title: "Dry run", says: "Lists both sides and shows what would be copied. Nothing is written." },
  { kind: "Verify", title: "Verify only", says: "Compares what the destination has with the source, byte by byte. Nothing is written." },
];
