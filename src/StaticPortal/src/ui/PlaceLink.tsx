import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import type { Location } from "@/api/types";
import { paths } from "@/app/paths";
import { Place } from "./Place";
import { placeText } from "./placeText";

/** A location that leads to what is there. */
export function PlaceLink({ at }: { readonly at: Location }) {
  return <Anchor component={Link} to={paths.browsing(placeText(at))} size="sm"><Place at={at} /></Anchor>;
}
