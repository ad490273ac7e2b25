import { Anchor, Group, Text } from "@mantine/core";
import { Fragment } from "react";
import { Link } from "react-router";
import { ObjectName } from "@/ui/ObjectName";
import { crumbsTo, folderOf, isFolder, type Place } from "../place";
import classes from "./Pane.module.css";

interface Props {
  readonly pane: string;
  readonly place: Place;
  readonly hrefOf: (place: Place) => string;
}

/** The way down to the place; each step leads there. */
export function PaneCrumbs({ pane, place, hrefOf }: Props) {
  const crumbs = crumbsTo(place);
  const buckets: Place = { ...place, bucket: "", prefix: "" };
  return (
    <Group component="nav" gap={4} wrap="nowrap" className={classes.crumbs} aria-label={`Breadcrumbs of the ${pane}`}>
      {crumbs.length === 0
        ? <Text size="xs" c="dimmed">{place.node === "" ? "No site chosen" : "Buckets"}</Text>
        : <Anchor size="xs" component={Link} to={hrefOf(buckets)}>Buckets</Anchor>}
      {crumbs.map(({ name, place: step }, at) => {
        const here = at === crumbs.length - 1 && isFolder(place.prefix);
        const shown = name === "" ? "(no name)" : <ObjectName name={name} />;
        return (
          <Fragment key={step.prefix}>
            <Text size="xs" c="dimmed" aria-hidden>/</Text>
            {here ? <Text size="xs" fw={600} aria-current="location">{shown}</Text> : <Anchor size="xs" component={Link} to={hrefOf(step)}>{shown}</Anchor>}
          </Fragment>
        );
      })}
      {!isFolder(place.prefix) && (
        <Text size="xs" fw={600} aria-current="location">/ names that begin with ‘<ObjectName name={place.prefix.slice(folderOf(place.prefix).length)} />’</Text>
      )}
    </Group>
  );
}
