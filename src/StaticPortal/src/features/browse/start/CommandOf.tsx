import { Button, Code, Collapse, Group, Text } from "@mantine/core";
import { IconTerminal2 } from "@tabler/icons-react";
import { useState } from "react";
import { useApi } from "@/api/context";
import { CopyButton } from "@/ui/CopyButton";
import { saveFile } from "@/ui/saveFile";
import { toastProblem } from "@/ui/toasts";
import { commandNote, fitsOnLine, startCommand } from "./commandLine";
import type { StartForm } from "./form";
import { keysOf } from "./keyList";
import type { Plan } from "./plan";
import { needsKeyList } from "./request";

/** The same as a dtnbox command, following the form; with the file that it needs, when there is one. */
export function CommandOf({ plan, form }: { readonly plan: Plan; readonly form: StartForm }) {
  const api = useApi();
  const [open, setOpen] = useState(false);
  const line = startCommand(plan, form);
  const note = commandNote(plan, form);
  const save = async () => {
    const keys = await keysOf(api, plan, new AbortController().signal, () => undefined);
    saveFile(new Blob([keys.map((key) => `${key}\0`).join("")]), "keys.txt");
  };
  return (
    <div>
      <Button variant="default" size="xs" aria-expanded={open} leftSection={<IconTerminal2 size={16} aria-hidden />} onClick={() => setOpen(!open)}>
        Show command
      </Button>
      <Collapse expanded={open}>
        <Group gap="xs" mt="xs" wrap="nowrap" align="start">
          <Code block flex={1} aria-label="Command" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>{line}</Code>
          <CopyButton value={line} what="command" />
        </Group>
        {note !== undefined && <Text size="xs" c="dimmed" mt={4}>{note}</Text>}
        {needsKeyList(plan, form) && !fitsOnLine(plan) && (
          <Button size="compact-xs" variant="subtle" onClick={() => void save().catch(toastProblem)}>Save keys.txt</Button>
        )}
      </Collapse>
    </div>
  );
}
