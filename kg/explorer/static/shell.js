// What every page has: the theme, and the search box with suggestions.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = (() => { try { return localStorage.getItem("kg-theme"); } catch { return null; } })();
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  const theme = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // A shape of a family; its colour comes from the style of the page.
  function shape(family, path) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "-10 -10 20 20");
    svg.setAttribute("class", "shape");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(space, "path");
    line.setAttribute("d", path);
    line.setAttribute("class", `f-${family}`);
    svg.append(line);
    return svg;
  }

  let families = null;
  const loadFamilies = async () => (families ??= await (await fetch("/assets/families.json")).json());
  window.kg = { make, shape, theme, loadFamilies };

  function themeButton() {
    const button = document.getElementById("theme");
    const show = () => {
      button.textContent = theme() === "dark" ? "Light" : "Dark";
      dispatchEvent(new Event("kg-theme"));
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = theme() === "dark" ? "light" : "dark";
      try { localStorage.setItem("kg-theme", root.dataset.theme); } catch { /* not kept */ }
      show();
    });
    dark.addEventListener("change", show);
    show();
  }

  function searchBox() {
    const input = document.getElementById("search");
    const list = make("ul", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": "Suggestions" });
    const status = make("p", { class: "quiet", role: "status" });
    list.hidden = true;
    input.closest("form").append(list, status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": "suggestions", "aria-autocomplete": "list",
    })) input.setAttribute(name, value);
    let found = [], at = -1, asked = 0, timer = 0;

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function mark(next) {
      at = next;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
      if (at >= 0) input.setAttribute("aria-activedescendant", `suggestion-${at}`);
      else input.removeAttribute("aria-activedescendant");
    }
    const go = (i) => { location.href = found[i].href; };
    function show(shapes) {
      list.replaceChildren(...found.map((thing, i) => {
        const words = make("span", {}, thing.label);
        const item = make("li", { id: `suggestion-${i}`, role: "option", "aria-selected": "false" },
          shape(thing.family, shapes[thing.family].path), words,
          make("small", {}, thing.also ? `${thing.kind}, “${thing.also}”` : thing.kind));
        item.addEventListener("mousedown", (event) => { event.preventDefault(); go(i); });
        return item;
      }));
      status.textContent = found.length ? `${found.length} suggestions` : "No suggestions";
      if (!found.length) return close();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(-1);
    }
    async function ask() {
      const text = input.value.trim(), mine = ++asked;
      if (!text) { found = []; return close(); }
      const [answer, shapes] = await Promise.all([
        fetch(`/suggest?q=${encodeURIComponent(text)}`).then((r) => r.json()), loadFamilies()]);
      // A slow answer to an earlier text must not replace a later one.
      if (mine !== asked || !Array.isArray(answer)) return;
      found = answer;
      show(shapes);
    }
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (list.hidden) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        mark((at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        go(at);
      }
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, .ace_editor");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  addEventListener("DOMContentLoaded", () => {
    themeButton();
    searchBox();
    // A link to one statement opens its evidence.
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) for (const part of target.querySelectorAll("details")) part.open = true;
    root.dataset.ready = "yes";
  });
})();
