"use strict";
// Everything on a page that needs a script: the theme switch, copy buttons, the current section in the table of
// contents, sorting and filtering of the table of rules. Search is in search.js.

const make = (name, properties = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};

const root = document.body.dataset.root;

// MARK: Light and dark

const themeSwitch = () => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : system.matches;
  };
  const button = make("button", { type: "button", className: "theme" });
  const show = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Light theme" : "Dark theme");
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Without local storage, the choice lasts for this page only.
    }
    show();
  });
  system.addEventListener("change", show);
  show();
  return button;
};

// MARK: Copy buttons

// The input of a session without its prompts; the whole text of any other block.
const copiedText = (code) => {
  const inputs = code.querySelectorAll(".i");
  if (!inputs.length) return code.textContent;
  return [...inputs].map((line) => [...line.childNodes]
    .filter((part) => !(part.classList && part.classList.contains("p")))
    .map((part) => part.textContent).join("")).join("");
};

const addCopyButtons = () => {
  for (const figure of document.querySelectorAll("figure.code:not(.source)")) {
    const code = figure.querySelector("pre > code");
    if (!code) continue;
    const name = figure.id ? ` ${figure.id.slice(figure.id.indexOf("-") + 1)}` : "";
    const button = make("button", { type: "button", className: "copy", "aria-label": `Copy${name}` }, "copy");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(copiedText(code));
        button.textContent = "copied";
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = "press Ctrl+C";
      }
      setTimeout(() => {
        button.textContent = "copy";
      }, 1500);
    });
    let end = figure.querySelector(".end-of-line");
    if (!end) {
      end = make("span", { className: "end-of-line" });
      const line = figure.querySelector(".line")
        ?? figure.appendChild(make("figcaption")).appendChild(make("div", { className: "line" }));
      line.append(end);
    }
    end.prepend(button);
  }
};

// Makes wide code blocks and pictures focusable, so that the keyboard can scroll them. What is closed is measured when it
// opens.
const makeScrollable = (part) => {
  const names = { PRE: "Code", P: "Picture" };
  for (const block of part.querySelectorAll("figure.code pre, main p:has(> img:only-child)")) {
    if (block.closest("details:not([open])") || block.scrollWidth <= block.clientWidth) continue;
    block.tabIndex = 0;
    block.setAttribute("role", "group");
    block.setAttribute("aria-label", names[block.tagName]);
  }
};

// Opens what is folded for printing, and closes it again.
const printFolds = () => {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.fold:not([open])")];
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });
};

// MARK: Table of contents

const followContents = () => {
  const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  if (!links.size) return;
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current;
  const follow = () => {
    const limit = 120;
    let low = 0;
    let high = headings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (headings[middle].getBoundingClientRect().top <= limit) low = middle + 1;
      else high = middle;
    }
    const link = low ? links.get(headings[low - 1].id) : undefined;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    if (!current) return;
    current.setAttribute("aria-current", "true");
    const list = current.closest(".toc");
    const top = current.offsetTop;
    if (top < list.scrollTop || top > list.scrollTop + list.clientHeight - 60) list.scrollTop = top - list.clientHeight / 2;
  };
  let isWaiting = false;
  addEventListener("scroll", () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      follow();
    });
  }, { passive: true });
  follow();
};

// Opens what is closed around the element that the address names, and the failure message of a case. An address of a page
// as it was before a part of it moved leads to where that part is now: a link with the old name, or a rule or a case of the
// name on another page.
const openTarget = async () => {
  let id;
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  const target = id && document.getElementById(id);
  if (!target) {
    if (!/^(rule|case)-/.test(id)) return;
    const moved = typeof loadIndex === "function" && (await loadIndex().catch(() => undefined))?.entries.find((entry) => entry.anchor === id);
    if (moved) location.replace(`${root}${moved.address}#${encodeURIComponent(id)}`);
    return;
  }
  if (target.matches("main a[href]")) {
    location.replace(target.href);
    return;
  }
  let opened = false;
  for (let around = target.closest("details:not([open])"); around; around = around.parentElement.closest("details:not([open])")) {
    around.open = true;
    opened = true;
  }
  if (opened) target.scrollIntoView();
  const failure = target.querySelector(":scope .failed > details") ?? target.querySelector(":scope > details.fold");
  for (let around = failure; around && target.contains(around); around = around.parentElement.closest("details")) around.open = true;
};

// MARK: The table of rules

const addFilter = () => {
  const bar = document.getElementById("site-filter");
  const table = bar && document.getElementById(bar.dataset.for);
  if (!table) return;
  const rows = [...table.tBodies[0].rows];
  const texts = rows.map((row) => row.cells[0].textContent.toLowerCase());
  const words = make("input", { type: "search", placeholder: "Rule or word", "aria-label": "Filter by rule or word" });
  const level = make("select", { "aria-label": "Filter by level" },
    ...["any level", "must", "should", "may"].map((name, index) => make("option", { value: index ? name : "" }, name)));
  const missed = make("input", { type: "checkbox" });
  const count = make("span", { role: "status" });
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const isShown = wanted.every((word) => texts[index].includes(word))
        && (!level.value || row.dataset.level === level.value)
        && (!missed.checked || "missed" in row.dataset);
      row.hidden = !isShown;
      if (isShown) shown += 1;
    });
    count.textContent = `${shown} of ${rows.length} rules`;
  };
  for (const control of [words, level, missed]) control.addEventListener("input", filter);
  bar.append(words, level);
  if (table.querySelector("[data-missed]")) bar.append(make("label", {}, missed, " broken by a backend"));
  bar.append(count);
  filter();
  addSorting(table, rows);
};

const addSorting = (table, rows) => {
  const heads = [...table.tHead.rows[0].cells];
  const levels = ["must", "should", "may"];
  const key = (row, column) => {
    const cell = row.cells[column];
    if (column === 0) return cell.querySelector("a").textContent;
    return column === 1 ? levels.indexOf(cell.textContent) : -Number(cell.dataset.rank);
  };
  heads.forEach((head, column) => {
    const button = make("button", { type: "button" });
    const link = head.querySelector("a");
    if (link) {
      button.textContent = "sort";
      button.setAttribute("aria-label", `Sort by ${link.textContent}`);
      head.append(document.createElement("br"), button);
    } else {
      button.textContent = head.textContent;
      head.replaceChildren(button);
    }
    button.addEventListener("click", () => {
      const isUp = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      const sorted = rows.map((row, index) => ({ row, index, key: key(row, column) }))
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index) * (isUp ? 1 : -1));
      table.tBodies[0].append(...sorted.map((entry) => entry.row));
    });
  });
};

document.getElementById("site-tools").append(themeSwitch());
addCopyButtons();
makeScrollable(document);
document.addEventListener("toggle", (event) => {
  if (event.target.open) makeScrollable(event.target);
}, true);
printFolds();
followContents();
addFilter();
openTarget();
addEventListener("hashchange", openTarget);
// Last, and only if search.js was loaded: nothing else depends on it.
if (typeof searchField === "function") document.getElementById("site-tools").prepend(searchField());
