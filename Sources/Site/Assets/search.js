"use strict";
// Search: the index, how what it finds is ordered, and the field. Begins to work when site.js asks for the field.

// The words of a text. A name also counts as its parts: `op-ne` is found as `op-ne`, `op` and `ne`.
const wordsOf = (text) => {
  const words = text.toLowerCase().match(/\$?[\p{L}\p{N}_][\p{L}\p{N}_\-.]*/gu) ?? [];
  const found = [];
  for (const word of words) {
    const bare = word.replace(/[\-.]+$/, "");
    found.push(bare);
    if (/[$_\-.]/.test(bare)) {
      for (const part of bare.split(/[$_\-.]+/)) if (part) found.push(part);
    }
  }
  return found;
};

class SearchIndex {
  constructor(index) {
    this.entries = [];
    this.postings = new Map();
    this.sorted = [];
    this.backends = index.backends;
    this.backendWords = index.backends.map(wordsOf);
    this.waiting = index.pages.flatMap(([address, title, ...entries]) => entries.map((entry) => [address, title, ...entry]));
    this.next = 0;
  }

  // Indexes entries until the time is up; returns whether all are indexed.
  read(milliseconds) {
    const end = performance.now() + milliseconds;
    while (this.next < this.waiting.length) {
      for (let count = 0; count < 20 && this.next < this.waiting.length; count += 1) this.add(this.waiting[this.next++]);
      if (performance.now() > end) return false;
    }
    if (this.sorted.length !== this.postings.size) this.sorted = [...this.postings.keys()].sort();
    this.waiting = [];
    this.next = 0;
    return true;
  }

  add([address, page, kind, anchor, title, text, outcomes]) {
    const number = this.entries.length;
    this.entries.push({ address, page, kind, anchor, title, text, outcomes });
    const weights = new Map();
    const note = (word, weight) => {
      if (!(weights.get(word) >= weight)) weights.set(word, weight);
    };
    // A word says less in a long text.
    const weight = 2 / (1 + text.length / 2000);
    for (const word of wordsOf(text)) note(word, weight);
    [...outcomes].forEach((letter, index) => {
      if (letter !== "-") for (const word of this.backendWords[index] ?? []) note(word, letter === "p" ? 1 : 3);
    });
    if (kind !== "s") for (const word of wordsOf(page)) note(word, 1);
    for (const word of wordsOf(title)) note(word, 8);
    for (const [word, weight] of weights) {
      let list = this.postings.get(word);
      if (!list) this.postings.set(word, list = []);
      list.push(number, weight);
    }
  }

  // Calls `call` with the number and score of each entry that has the word or a word that begins with it. A word that few
  // entries have says more than one that most have.
  forEachMatch(word, call) {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle] < word) low = middle + 1;
      else high = middle;
    }
    for (let seen = 0; seen < 200 && this.sorted[low]?.startsWith(word); seen += 1, low += 1) {
      const list = this.postings.get(this.sorted[low]);
      const rarity = Math.log(1 + (2 * this.entries.length) / list.length);
      const factor = rarity * (this.sorted[low] === word ? 1 : 0.5);
      for (let at = 0; at < list.length; at += 2) call(list[at], list[at + 1] * factor);
    }
  }

  // Returns the entries that have any of the words or a synonym, the best first: those with more of the words, with rarer
  // ones, with words in the title. Scores are in typed arrays, because a common word matches nearly every entry.
  find(query, limit = 12) {
    const typed = query.toLowerCase().split(/\s+/)
      .map((word) => word.replace(/^[^\p{L}\p{N}_$]+|[^\p{L}\p{N}_$]+$/gu, "")).filter(Boolean).slice(0, 20);
    const telling = typed.filter((word) => !functionWords.has(word));
    const words = telling.length > 0 ? telling : typed;
    const scores = new Float32Array(this.entries.length);
    const counts = new Uint8Array(this.entries.length);
    const best = new Float32Array(this.entries.length);
    const found = [];
    const said = new Set();
    for (const word of words) {
      const touched = [];
      const note = (factor) => (entry, score) => {
        if (!best[entry]) touched.push(entry);
        if (score * factor > best[entry]) best[entry] = score * factor;
      };
      this.forEachMatch(word, note(1));
      for (const part of word.includes(".") ? word.split(".").filter(Boolean) : []) this.forEachMatch(part, note(0.9));
      // Two words for the same thing say no more than one.
      const others = said.has(word) ? [] : synonyms.get(word) ?? [];
      for (const other of others) this.forEachMatch(other, note(0.6));
      for (const other of others) said.add(other);
      for (const entry of touched) {
        if (!counts[entry]) found.push(entry);
        counts[entry] += 1;
        scores[entry] += best[entry];
        best[entry] = 0;
      }
    }
    for (const entry of found) scores[entry] *= counts[entry] / words.length;
    return this.top(found, scores, limit).map((number) => this.entries[number]);
  }

  // Returns the best `limit` entries without sorting all of them. Sections rank above rules, and rules above cases.
  top(numbers, scores, limit) {
    const kinds = { s: 2, r: 1.2, c: 1 };
    const top = [];
    for (const number of numbers) {
      const score = scores[number] * kinds[this.entries[number].kind];
      if (top.length === limit && score <= top[limit - 1][0]) continue;
      let at = top.length;
      while (at > 0 && (top[at - 1][0] < score || (top[at - 1][0] === score && top[at - 1][1] > number))) at -= 1;
      top.splice(at, 0, [score, number]);
      top.length = Math.min(top.length, limit);
    }
    return top.map(([, number]) => number);
  }
}

// Words of questions, which say nothing of what is looked for.
const functionWords = new Set(
  "a an and are at by can do does for how i if in is it of on or the to was what when where which why will with".split(" "));

// Words that people use for the same thing, each with the others of its group.
const synonyms = new Map([
  ["delete", "drop", "purge", "remove"],
  ["ci", "github", "gitlab", "actions"],
  ["restart", "persistence", "durability", "survive", "kill"],
  ["error", "exception", "fails", "raise"],
  ["duplicate", "taken", "twice"],
  ["speed", "performance", "fast", "slow", "cost"],
  ["configure", "configuration", "setting", "option"],
  ["query", "search", "find"],
  ["unfinished", "running", "pending"],
  ["resubmit", "rerun", "again"],
  ["backup", "copy"],
  ["install", "package", "pip"],
  ["timezone", "offset", "utc"],
].flatMap((group) => group.map((word) => [word, group.filter((other) => other !== word)])));

let searchIndex;

const loadIndex = () => {
  if (searchIndex) return searchIndex;
  searchIndex = new Promise((resolve, reject) => {
    const script = make("script", { src: `${root}search-index.js` });
    script.addEventListener("error", reject);
    script.addEventListener("load", () => {
      const index = new SearchIndex(self.siteIndex);
      self.siteIndex = undefined;
      // Indexes in slices of 8 ms, so that typing stays responsive.
      const read = () => {
        if (index.read(8)) resolve(index);
        else setTimeout(read);
      };
      read();
    });
    document.head.append(script);
  });
  return searchIndex;
};

const outcomeNames = { p: "passed", f: "failed", w: "warned", k: "known failure", n: "not run" };

const marked = (text, words) => {
  const parts = [];
  const lower = text.toLowerCase();
  let at = 0;
  while (at < text.length) {
    let next = -1;
    let length = 0;
    for (const word of words) {
      const found = lower.indexOf(word, at);
      if (found >= 0 && (next < 0 || found < next)) [next, length] = [found, word.length];
    }
    if (next < 0) break;
    parts.push(text.slice(at, next), make("mark", {}, text.slice(next, next + length)));
    at = next + length;
  }
  return [...parts, text.slice(at)];
};

const excerpt = (text, words) => {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const start = Math.max(0, (places.length ? Math.min(...places) : 0) - 50);
  return `${start ? "…" : ""}${text.slice(start, start + 150)}${start + 150 < text.length ? "…" : ""}`;
};

const searchField = () => {
  const input = make("input", {
    type: "search", id: "site-search", placeholder: "Search  /", autocomplete: "off", spellcheck: false, role: "combobox",
    "aria-label": "Search sections, rules and cases", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": "site-results",
  });
  const list = make("div", { id: "site-results", role: "listbox", "aria-label": "Results", className: "results", hidden: true });
  const status = make("p", { role: "status", className: "unseen" });
  const field = make("div", { className: "search", role: "search" }, input, list, status);
  let entries = [];
  let selected = 0;

  const address = (entry) => `${root}${entry.address}${entry.anchor ? `#${encodeURIComponent(entry.anchor)}` : ""}`;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const select = (number) => {
    if (!entries.length) return;
    list.children[selected]?.setAttribute("aria-selected", "false");
    selected = (number + entries.length) % entries.length;
    const option = list.children[selected];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const go = (entry) => {
    close();
    input.blur();
    location.href = address(entry);
  };
  const verdicts = (entry, backends) => [...entry.outcomes].flatMap((letter, index) => {
    if (letter === "-" || letter === "p") return [];
    return [`${backends[index]}: ${outcomeNames[letter]}`];
  }).join(" · ");
  const option = (entry, number, index, words) => {
    const kind = { s: "section", r: "rule", c: "case" }[entry.kind];
    const bad = verdicts(entry, index.backends);
    const element = make("div", { role: "option", id: `site-result-${number}`, "aria-selected": "false" },
      make("b", {}, make("em", {}, kind), ...marked(entry.title, words)),
      make("small", {}, ...marked(excerpt(entry.text, words), words)),
      make("small", {}, entry.page, ...(bad ? [" · ", make("span", { className: "bad" }, bad)] : [])));
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => go(entry));
    return element;
  };
  const search = async () => {
    const query = input.value;
    if (!query.trim()) return close();
    const index = await loadIndex();
    if (input.value !== query) return;
    const words = wordsOf(query);
    entries = index.find(query);
    list.replaceChildren(...entries.map((entry, number) => option(entry, number, index, words)));
    if (!entries.length) list.append(make("div", { className: "none" }, "No results. Try fewer words."));
    status.textContent = entries.length ? `${entries.length} results` : "No results";
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    selected = 0;
    select(0);
  };
  input.addEventListener("focus", loadIndex);
  input.addEventListener("input", search);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      select(selected + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (entries[selected] && !list.hidden) go(entries[selected]);
    } else if (event.key === "Escape") {
      if (list.hidden) input.blur();
      else close();
    }
  });
  addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if ((event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey)
      || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  return field;
};
