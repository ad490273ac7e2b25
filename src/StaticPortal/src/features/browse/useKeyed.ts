import { useState } from "react";

/** State that belongs to something with a name, and begins anew with the next. */
export function useKeyed<T>(key: string, initial: T): [T, (value: T) => void] {
  const [held, setHeld] = useState({ key, value: initial });
  return [held.key === key ? held.value : initial, (value) => setHeld({ key, value })];
}
