import { paths } from "@/app/paths";
import { PlacesNav } from "./PlacesNav";

const places = [[paths.transfers, "Active"], [paths.recentTransfers, "Recent"], [paths.schedules, "Scheduled"]] as const;

interface Props {
  /** The address of the list that is shown: filters of a list are in the address, too. */
  readonly here: (typeof places)[number][0];
}

/** Between the lists of transfers: under way, ended, and to come. */
export function TransferTabs({ here }: Props) {
  return <PlacesNav label="Which transfers" places={places} here={here} />;
}
