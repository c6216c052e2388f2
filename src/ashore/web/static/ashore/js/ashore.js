// The whole page works without this file, but for ticking clocks, shortcuts, live search and findings while typing.
import "./clock.js";
import { coach } from "./coach.js";
import { listen } from "./keys.js";
import { palette } from "./palette.js";
import { tidy } from "./tidy.js";

document.documentElement.classList.add("scripted");
tidy();
palette();
coach();
listen();
