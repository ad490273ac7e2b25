import { Center, Loader } from "@mantine/core";

/** While it is not known yet what to show. */
export function Splash({ label = "Loading DtnBox" }: { readonly label?: string }) {
  return <Center mih="100dvh" role="status" aria-label={label}><Loader /></Center>;
}
