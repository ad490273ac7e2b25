import { useEffect, useRef, useState } from "react";
import type { Transfer } from "@/api/types";
import { isAtRest } from "./orders";
import { paceBook } from "./paceBook";

const every = 1_000;

/**
 * Enters the transfers shown into the page's book each second, also when nothing is heard of them: a rate that nobody
 * confirms goes down. Renders the caller each time.
 */
export function usePaceTicks(transfers: readonly Transfer[]): number {
  const [ticks, setTicks] = useState(0);
  const shown = useRef(transfers);
  useEffect(() => {
    shown.current = transfers;
  }, [transfers]);

  const moves = transfers.some(({ state }) => !isAtRest(state));
  useEffect(() => {
    if (!moves) return;
    const tick = () => {
      shown.current.forEach((transfer) => paceBook.see(transfer, Date.now()));
      setTicks((before) => before + 1);
    };
    tick();
    const timer = setInterval(tick, every);
    return () => clearInterval(timer);
  }, [moves]);

  return ticks;
}
