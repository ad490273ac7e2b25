import { IconDownload, IconUpload } from "@tabler/icons-react";
import type { Right } from "@/api/types";
import { StateBadge } from "@/ui/StateBadge";
import { rightTexts } from "./places";

export function RightBadge({ right }: { readonly right: Right }) {
  return right === "Read"
    ? <StateBadge tone="neutral" icon={IconUpload} text="Read" title={`${rightTexts.Read}: list and read, as a transfer's source`} />
    : <StateBadge tone="busy" icon={IconDownload} text="Write" title={`${rightTexts.Write}: a transfer's destination`} />;
}
