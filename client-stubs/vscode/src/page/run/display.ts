// What a tool shows as elements: pictures as pictures, tables as tables, everything else as words.

import { shownOf } from "../../shared/displays.js";
import { element } from "../dom.js";

/** Draws what is shown; a picture that has come changes how high it is. */
export function drawDisplay(bundle: unknown, onResize: () => void): HTMLElement {
  const shown = shownOf(bundle);
  switch (shown.kind) {
    case "picture": {
      const image = element("img", { class: "picture", alt: shown.words });
      image.addEventListener("load", onResize);
      image.addEventListener("error", () => {
        image.replaceWith(element("pre", {}, shown.words));
        onResize();
      });
      image.src = shown.source;
      return image;
    }
    case "table": {
      const more = shown.more === 0 ? undefined : element("div", { class: "help" }, `and ${shown.more} more rows`);
      return element("div", { class: "table", tabindex: 0, role: "region", "aria-label": "Table" },
        element("table", {},
          element("thead", {}, element("tr", {}, ...shown.head.map((name) => element("th", { scope: "col" }, name)))),
          element("tbody", {}, ...shown.rows.map((row) => element("tr", {}, ...row.map((text) => element("td", {}, text)))))),
        more);
    }
    case "words": return element("pre", {}, shown.words);
  }
}
