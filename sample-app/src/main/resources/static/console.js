"use strict";

const element = (id) => document.getElementById(id);

// Times in the zone of the reader. The title has them in UTC.
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const exact = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

const all = (root, selector) => [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];

htmx.onLoad((root) => {
	for (const time of all(root, "time")) {
		const format = time.closest("#live, .exact, #timeline, .activity") ? exact : whole;
		time.textContent = format.format(new Date(time.dateTime));
	}
	if (navigator.clipboard) {
		all(root, ".copy").forEach((button) => button.hidden = false);
	}
});

document.addEventListener("click", async (event) => {
	const button = event.target.closest(".copy");
	if (button) {
		await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent);
		button.textContent = "Copied";
		announce("Copied");
	}
});

function announce(text) {
	element("announcement").textContent = text;
}

// Pages that nobody sees ask for nothing.
document.addEventListener("htmx:beforeRequest", (event) => {
	if (source(event).matches("[data-poll]") && document.hidden) {
		event.preventDefault();
	}
});

document.addEventListener("visibilitychange", () => {
	if (!document.hidden) {
		document.querySelectorAll("[data-poll]").forEach((part) => htmx.trigger(part, "refresh"));
	}
});

// A form says that it is being sent, and why it could not be.
document.addEventListener("htmx:beforeRequest", (event) => {
	const form = source(event).closest("form");
	if (form) {
		form.setAttribute("aria-busy", "true");
		form.querySelector(".failure").hidden = true;
		if (source(event) === form) {
			announce(form.querySelector(".busy")?.textContent ?? "");
		}
	}
});

document.addEventListener("htmx:afterRequest", (event) => {
	source(event).closest("form")?.removeAttribute("aria-busy");
	if (source(event).matches("[data-poll]") && event.detail.successful) {
		element("offline").hidden = true;
		document.body.classList.remove("offline");
	}
});

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
	document.addEventListener(failure, (event) => {
		const form = source(event).closest("form");
		if (form) {
			const problem = form.querySelector(".failure");
			problem.textContent = `${describe(event.detail.xhr.status)} ${form.dataset.hint ?? "Please try again."}`;
			problem.hidden = false;
			announce("");
		}
		else if (element("offline").hidden) {
			const time = document.querySelector("#live time")?.textContent ?? "now";
			element("offline").textContent = `No connection since ${time}. This page may be out of date.`;
			element("offline").hidden = false;
			document.body.classList.add("offline");
		}
	});
}

function source(event) {
	return event.detail.requestConfig.elt;
}

function describe(status) {
	if (status === 0) {
		return "No connection to the application.";
	}
	if (status === 403) {
		return "The form was not accepted (403): this page is too old, or cookies are blocked. Reload it.";
	}
	return `The application has failed (${status}).`;
}

// A form leads to another page: what was to come for this one is of no use there.
document.addEventListener("htmx:beforeSwap", (event) => {
	if (event.detail.target === document.body) {
		document.querySelectorAll("[data-poll]").forEach((part) => htmx.trigger(part, "htmx:abort"));
	}
});

// Then the keyboard is where that page wants it.
document.addEventListener("htmx:afterSettle", (event) => {
	if (event.detail.target === document.body) {
		(document.querySelector("[aria-invalid]") ?? element("main")).focus();
	}
});
