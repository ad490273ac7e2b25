import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

if (typeof window !== "undefined") {
  // What Mantine asks of a browser and jsdom does not have.
  window.matchMedia = (media) => Object.assign(new EventTarget(), {
    matches: false,
    media,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
  window.ResizeObserver = class {
    observe() { /* nothing is laid out in jsdom */ }
    unobserve() { /* as above */ }
    disconnect() { /* as above */ }
  };
  Element.prototype.scrollIntoView = () => undefined;
}

afterEach(cleanup);
