import { paths } from "@/app/paths";
import { PlacesNav } from "@/ui/PlacesNav";

const places = [[paths.people, "People"], [paths.invitations, "Invitations"]] as const;

/** Between the people who are here and the invitations of those who may come. */
export function PeopleTabs() {
  return <PlacesNav label="People and invitations" places={places} />;
}
