import { Paper, Text } from "@mantine/core";
import { formatCount } from "@/ui/format";
import { visibleName } from "@/ui/visibleName";
import { counted } from "../selection";
import { type Plan, shownLocation } from "./plan";

const mostNamed = 5;

interface Props {
  readonly plan: Plan;
  /** "3 objects, 12.0 MiB". */
  readonly size: string;
  readonly fault: string | undefined;
  /** The selection is sent as a list of keys: what is in the folders now. */
  readonly isList: boolean;
}

/** What goes from where to where. */
export function Summary({ plan, size, fault, isList }: Props) {
  const { take } = plan;
  const names = take.kind === "all" ? [] : [...take.folders, ...take.objects];
  return (
    <Paper withBorder p="sm" component="section" aria-label="From where to where" style={{ overflowWrap: "anywhere" }}>
      <Text size="sm"><b>From</b> {shownLocation(plan.source)}</Text>
      <Text size="sm"><b>To</b> {shownLocation(plan.destination)}</Text>
      <Text size="sm" mt={4}>
        <b>{take.kind === "all" ? "Everything under it" : counted(names.length, "selected item")}</b> ({size})
        {names.length > 0 && <>: {names.slice(0, mostNamed).map(visibleName).join(", ")}{names.length > mostNamed && ` and ${formatCount(names.length - mostNamed)} more`}</>}
      </Text>
      {isList && <Text size="xs" c="dimmed" mt={4}>It takes exactly these keys{take.kind === "named" && take.folders.length > 0 && ", with what is in the folders when you press the button"}; a repetition takes the same ones.</Text>}
      {fault !== undefined && <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4}>{fault}</Text>}
    </Paper>
  );
}
