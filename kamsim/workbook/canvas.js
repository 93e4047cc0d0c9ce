// Draws the tree of canvas.py with createElement and text nodes only, in place, and sends back an action's name.
const SVG = "http://www.w3.org/2000/svg";
const words = (text) => new Set(text.split(" "));
const HTML_TAGS = words("b bdi caption div em h2 h3 h4 header li ol p picture section small span strong table tbody td th thead tr ul button");
const SVG_TAGS = words("svg g path line rect circle polyline polygon text");
const ATTRIBUTES = words("title role lang dir scope colspan rowspan tabindex aria-label aria-pressed aria-selected aria-current aria-hidden aria-live aria-valuenow aria-valuemin aria-valuemax viewBox width height x y x1 y1 x2 y2 cx cy r rx d points text-anchor");
const STYLES = { width: "%", left: "%", "margin-left": "%", "min-width": "px", height: "px", "min-height": "px", "max-height": "px", "flex-grow": "", opacity: "" };
const SILENCE = "No answer yet: the kernel is busy or has stopped. If this stays, choose Kernel, then Restart Kernel and Run All Cells.";
const LOST = "The kernel was restarted, so this panel cannot answer any more. In the menu Run, choose Run All Cells: your game goes on where it was.";
const FADE = 16; // pixels at the lower edge of a list where it fades out

// No line breaks between a number and its unit, between a month or a word and its number, or after a plus.
const unbroken = (text) => text
  .replace(/(\d) (?=%|(?:h|d|k|m|hours?|days?|months?)(?!\w))/g, "$1\u00a0")
  .replace(/(month) (?=\d)/gi, "$1\u00a0")
  .replace(/(\w) (?=[+−]\d)/g, "$1\u00a0")
  .replace(/([+−])¥/g, "$1\u2060¥");

export default {
  render({ model, el }) {
    const facts = new WeakMap(); // node -> { kind, key, attributes, picture }
    const urls = new Set();
    const heights = new WeakMap(); // list -> its height when it was drawn last
    const root = document.createElement("div");
    const strip = document.createElement("div");
    const stage = document.createElement("div");
    root.className = "kam-canvas";
    root.tabIndex = -1; // a click beside a button keeps the keys here instead of giving them to Lab
    strip.setAttribute("role", "alert");
    quiet(root);
    root.append(strip, stage);
    let slots = {};
    let chosen = [];
    let slow, silent, first, gone;

    // Lab reads this attribute on the focused element itself, before any listener of ours runs.
    function quiet(node) { node.dataset.lmSuppressShortcuts = "true"; }
    function warn(sentence) {
      const news = sentence && sentence !== strip.textContent;
      strip.textContent = sentence;
      strip.className = sentence ? "kam-strip" : "";
      if (news) show();
    }
    // A tall panel may be scrolled far below its strip.
    function show() { strip.scrollIntoView({ block: "nearest" }); }
    const kindOf = (tree) => (tree === null ? "nothing" : typeof tree === "string" ? "text" : String(tree[0]));
    const keyOf = (tree) => (Array.isArray(tree) && tree[1].key) || null;

    function create(tree) {
      const kind = kindOf(tree);
      let node;
      if (kind === "nothing") node = document.createComment("");
      else if (typeof tree === "string") node = document.createTextNode("");
      else if (SVG_TAGS.has(kind)) node = document.createElementNS(SVG, kind);
      else node = document.createElement(kind === "picture" ? "img" : HTML_TAGS.has(kind) ? kind : "span");
      if (kind === "button") node.type = "button";
      facts.set(node, { kind, key: keyOf(tree), attributes: {}, picture: null });
      return node;
    }

    function dress(node, wanted) {
      const fact = facts.get(node);
      const before = fact.attributes;
      for (const name of new Set([...Object.keys(before), ...Object.keys(wanted)])) {
        const value = wanted[name];
        if (name === "style" || name === "class" || before[name] === value) continue;
        const put = (target, text) => (text === undefined ? node.removeAttribute(target) : node.setAttribute(target, text));
        if (ATTRIBUTES.has(name)) put(name, value);
        else if (name === "disabled") put("aria-disabled", value && "true"); // keeps focus and title, unlike disabled
        else if (name === "alt" && fact.kind === "picture") put("alt", value);
        else if (name === "do") {
          put("data-do", value);
          if (value !== undefined) {
            quiet(node);
            if (fact.kind !== "button") {
              node.tabIndex = 0;
              if (!wanted.role) node.setAttribute("role", "button");
            }
          }
        }
      }
      if (before.class !== wanted.class) node.setAttribute("class", wanted.class || "");
      if ((wanted.class || "").includes("kam-scroll") || wanted.tabindex !== undefined) quiet(node);
      for (const [name, unit] of Object.entries(STYLES)) {
        const value = (wanted.style || {})[name];
        if ((before.style || {})[name] === value) continue;
        if (Number.isFinite(value)) node.style.setProperty(name, value + unit);
        else node.style.removeProperty(name);
      }
      if (wanted["aria-pressed"] === "true" && before["aria-pressed"] !== "true") chosen.push(node);
      fact.attributes = wanted;
      if (fact.kind === "picture") paint(node, fact);
    }

    function paint(image, fact) {
      const data = model.get(slots[fact.attributes.name]);
      if (!data || !data.byteLength || data === fact.picture) return;
      fact.picture = data;
      const url = URL.createObjectURL(new Blob([data], { type: "image/png" }));
      urls.add(url);
      image.onload = image.onerror = () => { URL.revokeObjectURL(url); urls.delete(url); };
      image.src = url;
    }

    function fill(parent, wanted) {
      const keyed = new Map(), plain = [];
      for (const node of parent.childNodes) {
        const fact = facts.get(node);
        if (fact.key === null) plain.push(node);
        else keyed.set(fact.key, node);
      }
      let next = 0;
      const chosen = wanted.map((tree) => {
        const key = keyOf(tree);
        const node = key === null ? plain[next++] : keyed.get(key);
        keyed.delete(key);
        return node && facts.get(node).kind === kindOf(tree) ? node : create(tree);
      });
      const kept = new Set(chosen);
      for (const node of [...parent.childNodes]) if (!kept.has(node)) node.remove();
      chosen.forEach((node, place) => {
        if (parent.childNodes[place] !== node) parent.insertBefore(node, parent.childNodes[place] || null);
        const tree = wanted[place];
        if (tree === null) return;
        if (typeof tree === "string") {
          const words = unbroken(tree);
          if (node.data !== words) node.data = words;
          return;
        }
        dress(node, tree[1]);
        if (facts.get(node).kind !== "picture") fill(node, tree.slice(2));
      });
    }

    // A card that was chosen comes into sight inside its own list; the page never moves.
    function reveal(node) {
      const room = node.matches(".kam-card") && node.closest(".kam-scroll");
      if (!room) return;
      const card = node.getBoundingClientRect(), sight = room.getBoundingClientRect();
      if (card.top >= sight.top && card.bottom + FADE <= sight.bottom) return;
      const top = card.top - sight.top + room.scrollTop;
      room.scrollTop = Math.min(top, top + card.height + FADE - sight.height); // all above it that there is room for
    }

    const doers = (within) => [...within.querySelectorAll("[data-do]")];

    function draw() {
      const scene = JSON.parse(model.get("scene"));
      const focused = root.contains(document.activeElement) ? document.activeElement : null;
      const place = focused ? doers(root).indexOf(focused) : -1;
      slots = scene.pictures;
      warn(scene.problem);
      chosen = [];
      fill(stage, [scene.tree]);
      for (const room of stage.querySelectorAll(".kam-scroll")) {
        const height = room.clientHeight;
        if (height < heights.get(room)) chosen.push(...room.querySelectorAll('.kam-card[aria-pressed="true"]'));
        heights.set(room, height);
      }
      chosen.forEach(reveal);
      if (focused && document.activeElement !== focused) {
        const heir = focused.isConnected ? focused : doers(root)[Math.max(0, Math.min(place, doers(root).length - 1))] || root;
        heir.focus({ preventScroll: true });
      }
    }

    function answered() {
      clearTimeout(slow);
      clearTimeout(silent);
      root.classList.remove("kam-waiting");
      if (strip.textContent === SILENCE) warn("");
    }

    // ipywidgets says so on a restart of the kernel, once; no connection of this model ever comes back.
    function lose() {
      gone = true;
      answered();
      root.classList.add("kam-gone");
      warn(LOST);
    }

    function press(event) {
      const target = event.target.closest("[data-do]");
      if (!target || !root.contains(target) || target.getAttribute("aria-disabled") === "true") return;
      const action = target.dataset.do;
      if (event.detail > 1 && first !== action) return; // the second half of a double click met a new button
      first = action;
      if (gone) {
        show();
        return;
      }
      answered();
      slow = setTimeout(() => root.classList.add("kam-waiting"), 300);
      silent = setTimeout(() => warn(SILENCE), 8000);
      try {
        model.send({ do: action, revision: model.get("revision") });
      } catch {
        warn(SILENCE);
      }
    }

    function key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab") return;
      event.stopPropagation();
      const target = event.target.closest("[data-do]");
      if (!target) return;
      if (event.key === "Enter" || event.key === " ") {
        if (event.repeat || target.tagName !== "BUTTON") event.preventDefault();
        if (!event.repeat && target.tagName !== "BUTTON") target.click();
      }
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const group = target.closest("[role=list], [role=tablist], [role=toolbar]");
      if (!step || !group) return;
      event.preventDefault();
      const near = doers(group)[doers(group).indexOf(target) + step];
      if (near) near.focus();
    }

    root.addEventListener("click", press);
    root.addEventListener("keydown", key);
    model.on("change:revision", draw);
    model.on("change:answered", answered);
    model.on("comm_live_update", lose);
    draw();
    el.append(root);
    requestAnimationFrame(() => chosen.forEach(reveal)); // there is no room to scroll in before
    return () => {
      answered();
      model.off("change:revision", draw);
      model.off("change:answered", answered);
      model.off("comm_live_update", lose);
      urls.forEach((url) => URL.revokeObjectURL(url));
    };
  },
};
