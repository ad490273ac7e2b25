import { expect, it } from "vitest";
import { problemOf } from "@/api/problems";
import { fieldFaults } from "./fieldFaults";

it("brings what the API says to the field that it is about", () => {
  const errors = {
    "label": ["long."], "settings.selection.rules[0].pattern": ["out."], "settings.selection.rules[1].pattern": ["in."],
    "settings.bandwidth.bytesPerSecond": ["low."], "transfer.settings.deadline": ["one moment."], "recurrence": ["no cron."],
    "destination": ["inside."], "source.prefix": ["long."], "Idempotency-Key": ["is required."],
  };
  expect(fieldFaults(problemOf(new Response(null, { status: 400 }), { errors }), 1)).toEqual({
    label: "long.", exclude: "out.", include: "in.", cap: "low.", deadline: "one moment.", when: "no cron.", places: "inside. long.",
  });
});
