// The query page: the editor with completion from this graph, and the queries asked before.
"use strict";
(() => {
  const KEY = "kg-queries", MOST = 30;
  const form = document.getElementById("ask");
  const field = document.getElementById("query");

  // ---- history: the texts of queries, never their answers --------------------------------

  function earlier() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((text) => typeof text === "string") : [];
    } catch { return []; }
  }
  function keep(texts) {
    try { localStorage.setItem(KEY, JSON.stringify(texts.slice(0, MOST))); } catch { /* not kept */ }
  }
  function showHistory() {
    const box = document.getElementById("history"), texts = earlier();
    box.hidden = texts.length === 0;
    box.querySelector("ol").replaceChildren(...texts.map((text) => {
      const words = text.replace(/^\s*PREFIX\b[^\n]*$/gim, "").replace(/\s+/g, " ").trim();
      return kg.make("li", {}, kg.make("a", { href: `/query?query=${encodeURIComponent(text)}`, title: text }, words || text));
    }));
  }
  const asked = new URLSearchParams(location.search).get("query");
  if (asked?.trim()) keep([asked, ...earlier().filter((text) => text !== asked)]);
  document.getElementById("forget").addEventListener("click", () => { keep([]); showHistory(); });
  showHistory();

  // ---- the editor -------------------------------------------------------------------------

  // ace writes style elements, which the policy of this server forbids; the same text as a
  // constructed style sheet is allowed.
  const dom = ace.require("ace/lib/dom");
  const create = dom.createElement;
  dom.createElement = (tag, space) => {
    const element = create(tag === "style" ? "template" : tag, space);
    if (tag === "style") {
      element.appendChild = (text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text.data);
        document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
        return text;
      };
    }
    return element;
  };

  const holder = document.getElementById("editor");
  holder.hidden = false;
  const editor = ace.edit(holder, {
    mode: new (ace.require("kg/sparql").Mode)(), value: field.value, tabSize: 2, useSoftTabs: true, minLines: 12,
    maxLines: 28, showPrintMargin: false, fontSize: "0.9rem", wrap: true, useWorker: false,
    enableBasicAutocompletion: true, enableLiveAutocompletion: true, showGutter: true,
  });
  editor.textInput.getElement().setAttribute("aria-label", "SPARQL query");
  field.hidden = true;
  document.querySelector("label[for=query]").addEventListener("click", () => editor.focus());
  document.getElementById("hint").hidden = false;
  window.kgEditor = editor;

  let leaving = false; // Esc lets the next Tab leave the editor
  editor.textInput.getElement().addEventListener("keydown", (event) => {
    if (event.key === "Escape") leaving = true;
    else if (event.key === "Tab" && leaving) event.stopImmediatePropagation();
    else if (event.key !== "Shift") leaving = false;
  }, true);

  const submit = () => { field.value = editor.getValue(); form.requestSubmit(); };
  editor.commands.addCommand({ name: "ask", bindKey: { win: "Ctrl-Enter", mac: "Command-Enter" }, exec: submit });
  form.addEventListener("submit", () => { field.value = editor.getValue(); });

  const line = Number(field.dataset.line), column = Number(field.dataset.column);
  if (line) {
    editor.session.setAnnotations([{ row: line - 1, column: column - 1, type: "error",
      text: document.querySelector("#problem p").textContent }]);
    editor.gotoLine(line, column - 1);
    editor.focus();
  }

  // ---- completion ---------------------------------------------------------------------------

  // Typing does not wait for the words: a completion that comes after the next key is lost.
  let terms = null, missed = false;
  async function load() {
    terms = await (await fetch("/terms")).json();
    if (missed && editor.isFocused()) editor.execCommand("startAutocomplete");
  }

  // A prefix that is used and not declared is declared above the query.
  function declare(short) {
    const prefix = short.split(":")[0], namespace = terms.prefixes[prefix];
    if (!namespace || new RegExp(`prefix\\s+${prefix}\\s*:`, "i").test(editor.getValue())) return;
    editor.session.insert({ row: 0, column: 0 }, `PREFIX ${prefix}: <${namespace}>\n`);
  }
  const insert = {
    insertMatch(target, chosen) {
      const position = target.getCursorPosition();
      const before = target.session.getLine(position.row).slice(0, position.column);
      const typed = before.match(/[\w:<.#/-]*$/)[0];
      target.session.remove({ start: { row: position.row, column: position.column - typed.length }, end: position });
      target.insert(chosen.value);
      if (!chosen.value.startsWith("<")) declare(chosen.value);
    },
  };
  const completer = {
    identifierRegexps: [/[\w:<.#/-]/],
    id: "kg",
    getCompletions(_editor, session, position, _prefix, callback) {
      if (!terms) {
        missed = true;
        callback(null, []);
        return;
      }
      const before = session.getLine(position.row).slice(0, position.column);
      const afterType = /(\ba|rdf:type)\s+[\w:]*$/.test(before);
      const make = (kind, score) => (term, i) => ({
        value: term.short, caption: `${term.short} ${term.label}`, score: score - i, completer: insert,
        meta: `${kind}, ${term.count.toLocaleString("en")}`,
      });
      const classes = terms.classes.map(make("class", afterType ? 3000 : 1000));
      const properties = afterType ? [] : terms.properties.map(make("property", 2000));
      const prefixes = Object.entries(terms.prefixes).map(([prefix, namespace], i) => ({
        value: /^\s*prefix\b/i.test(before) ? `${prefix}: <${namespace}>` : `${prefix}:`,
        caption: `${prefix}:`, meta: "prefix", score: 500 - i, completer: insert,
      }));
      callback(null, [...classes, ...properties, ...prefixes]);
    },
  };
  const variables = {
    id: "variables",
    identifierRegexps: [/[\w?$]/],
    getCompletions(_editor, session, _position, prefix, callback) {
      const known = new Set(session.getValue().match(/[?$]\w+/g));
      known.delete(prefix);
      callback(null, [...known].map((value) => ({ value, meta: "variable", score: 4000 })));
    },
  };
  const words = "SELECT DISTINCT WHERE FILTER OPTIONAL UNION BIND VALUES GRAPH CONSTRUCT ASK LIMIT OFFSET COUNT MINUS EXISTS NOT IN AS ORDER GROUP BY HAVING DESC STR LCASE CONTAINS STRSTARTS REGEX".split(" ");
  const keywords = {
    id: "keywords",
    getCompletions: (_e, _s, _p, _prefix, callback) =>
      callback(null, words.map((value) => ({ value, meta: "keyword", score: 100 }))),
  };
  editor.completers = [completer, variables, keywords];
  load();
})();
