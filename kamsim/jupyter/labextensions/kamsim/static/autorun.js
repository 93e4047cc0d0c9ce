// A JupyterLab extension, by hand: a module-federation container is an object with init and get, so nothing is built.
// A lesson says {"kamsim": {"autorun": true}} in its metadata. Its cells run once whenever it is opened, and only
// what they show is on the page: a trainee should not have to know what a cell is. A button of a lesson whose action
// is open:NAME.ipynb opens the lesson of that name beside it. Only `kamsim lab` loads this file.
(() => {
  const LESSON_CSS = `
    .kamsim-lesson .jp-Collapser, .kamsim-lesson .jp-Placeholder, .kamsim-lesson .jp-cell-toolbar,
    .kamsim-lesson .jp-InputPrompt, .kamsim-lesson .jp-OutputPrompt, .kamsim-lesson .jp-Notebook-footer,
    .kamsim-lesson .jp-OutputArea-promptOverlay, .kamsim-lesson .jp-CodeCell.jp-mod-noOutputs { display: none; }
    .kamsim-lesson .jp-Cell { padding: 2px 10px; }
    .kamsim-lesson .jp-Cell:focus { outline: none !important; box-shadow: none !important; }
    .kamsim-lesson .jp-Cell .jp-RenderedMarkdown { border-color: transparent; }
    .kamsim-lesson .jp-Notebook { padding-top: 6px; }
  `;

  const OPENS = /^open:([0-9]{2}_[a-z_]+\.ipynb)$/;

  let shared; // what JupyterLab offers to its extensions: module -> version -> {get}

  const load = async (name) => (await Object.values(shared[name])[0].get())();

  function openLesson(app, context, event) {
    const [, name] = OPENS.exec(event.target.closest("[data-do]")?.dataset.do ?? "") ?? [];
    if (!name) return;
    const path = context.path.split("/").slice(0, -1).concat(name).join("/");
    app.commands.execute("docmanager:open", { path }).catch((error) => console.error(`kamsim: ${name}`, error));
  }

  async function start(app, panel, context) {
    await context.ready;
    if (context.model.getMetadata("kamsim")?.autorun !== true) return;
    panel.addClass("kamsim-lesson");
    panel.content.node.addEventListener("click", (event) => openLesson(app, context, event));
    await panel.sessionContext.ready;
    await panel.revealed;
    const { NotebookActions } = await load("@jupyterlab/notebook");
    await NotebookActions.runAll(panel.content, panel.sessionContext);
    panel.content.activeCellIndex = 0;
    panel.content.deselectAll();
    panel.content.node.querySelector(".jp-WindowedPanel-outer")?.scrollTo(0, 0);
    // What a run shows is no change: saved, it would be one to a second tab, and JupyterLab would ask which to keep;
    // unsaved, the browser would ask about changes that no trainee has made.
    context.model.dirty = false;
  }

  const plugin = {
    id: "kamsim:autorun",
    description: "Runs a lesson's cells when it is opened.",
    autoStart: true,
    activate: (app) => {
      const style = document.createElement("style");
      style.textContent = LESSON_CSS;
      document.head.append(style);
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew: (panel, context) => {
          start(app, panel, context).catch((error) => console.error("kamsim: the lesson did not start", error));
        },
      });
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.kamsim = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
