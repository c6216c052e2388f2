// The whole page works without this file, but for ticking clocks, shortcuts and live search.
import "./clock.js";
import { listen } from "./keys.js";
import { palette } from "./palette.js";
import { tidy } from "./tidy.js";

document.documentElement.classList.add("scripted");
tidy();
palette();
listen();
