import { MantineProvider } from "@mantine/core";
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import type { Entry } from "../entries";
import { storeOrder } from "../rows";
import { nothing } from "../selection";
import { ObjectGrid } from "./ObjectGrid";
import { useGridSelecting } from "./useGridSelecting";

const hundredThousand = Array.from({ length: 100_000 }, (_, at): Entry => ({ kind: "object", key: `k${at}`, name: `k${at}`, size: at }));
const opened = vi.fn();

function List({ rows }: { readonly rows: readonly Entry[] }) {
  const [selection, setSelection] = useState(nothing);
  const selecting = useGridSelecting(rows, selection, setSelection);
  return (
    <ObjectGrid
      label="Objects" rows={rows} isComplete isLoading={false} selection={selection} selecting={selecting} sort={storeOrder}
      onSort={vi.fn()} onOpen={opened} onUp={vi.fn()} onNearEnd={vi.fn()} hrefOf={() => undefined}
    />
  );
}

// jsdom lays nothing out: the list is said to be 640 pixels high.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(640);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(640);
});

function show(rows: readonly Entry[]) {
  render(<MantineProvider><List rows={rows} /></MantineProvider>);
  return screen.getByRole("grid", { name: "Objects" });
}

const selected = (grid: HTMLElement) => within(grid).queryAllByRole("row", { selected: true }).map((row) => row.getAttribute("data-index"));

it("has only the rows in view in the page, wherever in 100,000 one is", { timeout: 30_000 }, () => {
  const grid = show(hundredThousand);
  expect(grid.getAttribute("aria-rowcount")).toBe("100001");
  for (const top of [0, 32 * 50_000, 32 * 99_990]) {
    act(() => {
      grid.scrollTop = top;
      fireEvent.scroll(grid);
    });
    expect(within(grid).getByText(`k${top / 32}`)).toBeDefined();
    expect(grid.querySelectorAll("[data-index]").length).toBeLessThan(60);
  }
});

it("selects by click, with a range, and one by one", () => {
  const grid = show(hundredThousand.slice(0, 10));
  fireEvent.click(within(grid).getByText("k1"));
  fireEvent.click(within(grid).getByText("k3"), { shiftKey: true });
  expect(selected(grid)).toEqual(["1", "2", "3"]);
  fireEvent.click(within(grid).getByText("k2"), { ctrlKey: true });
  expect(selected(grid)).toEqual(["1", "3"]);
  fireEvent.click(within(grid).getByText("k8"));
  expect(selected(grid)).toEqual(["8"]);
});

it("is worked by keyboard", () => {
  const grid = show(hundredThousand.slice(0, 10));
  const press = (key: string, more = {}) => fireEvent.keyDown(grid, { key, ...more });
  press("ArrowDown");
  press(" ");
  press("ArrowDown", { shiftKey: true });
  expect(selected(grid)).toEqual(["1", "2"]);
  press("a", { ctrlKey: true });
  expect(selected(grid)).toHaveLength(10);
  press("Escape");
  expect(selected(grid)).toEqual([]);
  press("Home");
  press("Enter");
  expect(opened).toHaveBeenCalledWith(hundredThousand[0]);
  expect(document.getElementById(grid.getAttribute("aria-activedescendant") ?? "")?.getAttribute("data-index")).toBe("0");
});
