import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { toProblem } from "@/api/problems";

const closeButtonProps = { "aria-label": "Close the message" };

/** Says that something was done; goes away by itself. */
export function toastDone(message: ReactNode): void {
  notifications.show({ message, color: "teal", icon: <IconCheck size={18} aria-hidden />, autoClose: 6000, closeButtonProps });
}

/** Says what went wrong and what helps; stays until it is closed. */
export function toastProblem(error: unknown): void {
  const { title, detail, nextStep } = toProblem(error);
  notifications.show({
    title, message: `${detail} ${nextStep}`, color: "red", icon: <IconAlertTriangle size={18} aria-hidden />, autoClose: false, closeButtonProps,
  });
}
