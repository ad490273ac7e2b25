import { TextInput } from "@mantine/core";
import { useState } from "react";
import { parsePath, pathText, type Place, placeText } from "../place";

interface Props {
  readonly pane: string;
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}

/** Says where the pane is, and takes where to go. */
export function PathBox({ pane, place, onGo }: Props) {
  // A key, so that the text follows the pane wherever it goes.
  return <Draft key={placeText(place)} pane={pane} place={place} onGo={onGo} />;
}

function Draft({ pane, place, onGo }: Props) {
  const [text, setText] = useState(pathText(place));
  return (
    <TextInput
      size="xs"
      flex={1}
      aria-label={`Path in the ${pane}`}
      placeholder="bucket/prefix"
      spellCheck={false}
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") onGo(parsePath(text, place.node));
        if (event.key === "Escape") setText(pathText(place));
      }}
    />
  );
}
