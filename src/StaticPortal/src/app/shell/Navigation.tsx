import { NavLink } from "@mantine/core";
import { Link, useLocation } from "react-router";
import { mayAs, useMe } from "../me";
import { entries } from "./entries";

/** The screens that the person has a use for. */
export function Navigation() {
  const { user } = useMe();
  const { pathname } = useLocation();
  return entries.filter((entry) => mayAs(user.role, entry.least)).map(({ path, label, icon: Shown }) => {
    const here = pathname === path || pathname.startsWith(`${path}/`);
    return (
      <NavLink
        key={path}
        component={Link}
        to={path}
        label={label}
        leftSection={<Shown size={20} stroke={1.6} aria-hidden />}
        active={here}
        aria-current={here ? "page" : undefined}
      />
    );
  });
}
