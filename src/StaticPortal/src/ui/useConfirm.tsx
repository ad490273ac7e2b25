import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useCallback } from "react";

interface Question {
  readonly title: string;
  /** What will happen, and what can not be taken back. */
  readonly text: string;
  /** The verb on the button: "Revoke". */
  readonly verb: string;
  readonly dangerous?: boolean;
  readonly onConfirm: () => void;
}

/** Asks before something is done that is hard to take back. The focus begins on "Cancel". */
export function useConfirm(): (question: Question) => void {
  return useCallback((question) => {
    modals.openConfirmModal({
      title: question.title,
      children: <Text size="sm">{question.text}</Text>,
      labels: { confirm: question.verb, cancel: "Cancel" },
      confirmProps: { color: question.dangerous ? "red" : undefined },
      cancelProps: { "data-autofocus": true },
      onConfirm: question.onConfirm,
    });
  }, []);
}
