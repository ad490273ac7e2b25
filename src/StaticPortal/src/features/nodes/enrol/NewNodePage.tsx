import { Alert, Box } from "@mantine/core";
import { useSearchParams } from "react-router";
import { mayAs, useMe } from "@/app/me";
import { command } from "@/ui/command";
import { PageHeader } from "@/ui/PageHeader";
import { ShowCommand } from "@/ui/ShowCommand";
import { displayNameFault, idFault } from "./nodeNames";
import { NameStep } from "./NameStep";
import { StoreStep } from "./StoreStep";
import { WizardSteps } from "./WizardSteps";

/** Adds a node: its name, then its store. Both make it; then it is joined, on a page of its own. */
export function NewNodePage() {
  const [params, setParams] = useSearchParams();
  const { user: { role } } = useMe();
  const id = params.get("id") ?? "";
  const name = params.get("name") ?? "";
  // Whoever comes with an address that somebody changed begins where it is wrong.
  const step = params.get("step") === "store" && idFault(id) === undefined && displayNameFault(name) === undefined ? "Store" : "Name";
  const go = (next: "name" | "store", nextId: string, nextName: string) =>
    setParams({ step: next, id: nextId, ...(nextName === "" ? {} : { name: nextName }) });

  return (
    <>
      <PageHeader title="Add a node">
        <ShowCommand command={command("node", "add", id || "site-a", ...(name ? ["--display-name", name] : []), "--endpoint", "https://s3.site-a.example", "--access-key", "AKSITEA")} />
      </PageHeader>
      {mayAs(role, "Operator") ? (
        <Box maw={720}>
          <WizardSteps here={step} />
          {step === "Name"
            ? <NameStep id={id} name={name} onDone={(nextId, nextName) => go("store", nextId, nextName)} />
            : <StoreStep id={id} name={name} onBack={() => go("name", id, name)} />}
        </Box>
      ) : (
        <Alert color="orange" title="Only operators add nodes">Ask an administrator to give you the role of an operator, or to add the node for you.</Alert>
      )}
    </>
  );
}
