import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./app/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { takeInvitation } from "./app/sign-in/invitation";

// First of all, so that the code of an invitation is in no address that anything else sees.
takeInvitation();

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no element with the id 'root'.");
}

createRoot(root).render(<StrictMode><App /></StrictMode>);
