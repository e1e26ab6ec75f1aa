// Says so when the application does not answer.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
	document.addEventListener(failure, () => document.getElementById("offline").hidden = false);
}
document.addEventListener("htmx:afterOnLoad", () => document.getElementById("offline").hidden = true);
