import { Button } from "@mantine/core";
import { IconFolderSearch } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Transfer } from "@/api/types";
import { paths } from "@/app/paths";
import { placeText } from "@/ui/placeText";
import { foldersOf } from "./foldersOf";

/** Leads to where an object lies and where it goes, side by side. */
export function BrowseObject({ transfer, objectKey }: { readonly transfer: Transfer; readonly objectKey: string }) {
  const [from, to] = foldersOf(transfer, objectKey);
  return (
    <Button
      component={Link}
      to={paths.browsing(placeText(from), placeText(to))}
      size="xs"
      variant="default"
      leftSection={<IconFolderSearch size={16} aria-hidden />}
    >
      Browse its folders
    </Button>
  );
}
