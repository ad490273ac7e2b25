import { Alert, createTheme, Notification, type CSSVariablesResolver } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "blue",
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  respectReducedMotion: true,
  defaultRadius: "md",
  cursorType: "pointer",
  components: {
    // The light colours' own text is too pale for WCAG 2.2 AA.
    Alert: Alert.extend({ styles: { title: { color: "var(--mantine-color-text)" } } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": "Close the message" } } }),
  },
});

/** Mantine's secondary text, and its red for errors, are too pale for WCAG 2.2 AA on its own backgrounds. */
export const variables: CSSVariablesResolver = (made) => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": made.colors.gray[7],
    "--mantine-color-placeholder": made.colors.gray[7],
    "--mantine-color-error": made.colors.red[9],
  },
  dark: {
    "--mantine-color-dimmed": made.colors.dark[1],
    "--mantine-color-placeholder": made.colors.dark[1],
    "--mantine-color-error": made.colors.red[4],
  },
});
