// The whole page works without this file, but for ticking clocks, shortcuts, live search and findings while typing.
import "./clock.js";
import { copying } from "./copying.js";
import { listen } from "./keys.js";
import { palette } from "./palette.js";
import { tidy } from "./tidy.js";

document.documentElement.classList.add("scripted");
tidy();
copying();
palette();
if (document.querySelector("form[data-coach]")) import("./coach.js").then(({ coach }) => coach());
if (document.querySelector("form[data-passkey]")) import("./passkeys.js").then(({ passkeys }) => passkeys());
if (document.getElementById("present")) import("./team.js").then(({ team }) => team());
listen();
