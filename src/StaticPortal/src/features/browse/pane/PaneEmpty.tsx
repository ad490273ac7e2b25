import { Button, Group } from "@mantine/core";
import { IconBucketOff, IconFilterOff, IconFolderOpen, IconServer2 } from "@tabler/icons-react";
import { EmptyState } from "@/ui/EmptyState";
import { visibleName } from "@/ui/visibleName";
import { isFolder, nowhere } from "../place";
import type { PaneState } from "../usePane";
import classes from "./Pane.module.css";

/** Why a pane shows no row, and the next step. */
export function PaneEmpty({ state, onUpload }: { readonly state: PaneState; readonly onUpload: () => void }) {
  return <div className={classes.message}>{reason(state, onUpload)}</div>;
}

function reason({ place, go, filter, setFilter, listing }: PaneState, onUpload: () => void) {
  if (place.node === "") {
    return <EmptyState icon={IconServer2} title="Choose a site">The list above has the sites that you may see. What is in their stores is then listed here.</EmptyState>;
  }

  if (place.bucket === "") {
    return (
      <EmptyState icon={IconBucketOff} title="No buckets">
        The keys of this store see no bucket, or you were granted none. If you know its name, type it above as bucket/prefix; otherwise ask the owner of {place.node}.
      </EmptyState>
    );
  }

  if (filter !== "") {
    return (
      <EmptyState
        icon={IconFilterOff}
        title="No name matches"
        action={(
          <Group gap="xs" justify="center">
            <Button size="xs" variant="default" onClick={() => setFilter("")}>Clear the filter</Button>
            {!listing.isComplete && <Button size="xs" onClick={listing.all}>Load all</Button>}
          </Group>
        )}
      >
        {listing.isComplete ? "Nothing here has this in its name." : "Only what is loaded was looked at. Enter in the filter looks in the store for names that begin with it."}
      </EmptyState>
    );
  }

  if (!isFolder(place.prefix)) {
    return <EmptyState icon={IconFilterOff} title="Nothing begins with this">No key in {place.bucket} begins with ‘{visibleName(place.prefix)}’. Upper and lower case differ.</EmptyState>;
  }

  const begin = place.prefix.replace(/\/$/, "");
  return (
    <EmptyState
      icon={IconFolderOpen}
      title={place.prefix === "" ? "This bucket is empty" : "This folder is empty"}
      action={(
        <Group gap="xs" justify="center">
          <Button size="xs" onClick={onUpload}>Upload files</Button>
          {begin !== "" && <Button size="xs" variant="default" onClick={() => go({ ...place, prefix: begin })}>Names that begin with this</Button>}
          <Button size="xs" variant="default" onClick={() => go({ ...nowhere, node: place.node })}>All buckets</Button>
        </Group>
      )}
    >
      Drop files here, or choose it as the destination of a transfer: select something in the other pane and press Start there.
    </EmptyState>
  );
}
